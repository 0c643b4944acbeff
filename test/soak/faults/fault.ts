import type { World } from '../world.ts';

/** Something that goes wrong, and is put right again before it resolves. */
export interface Fault {
  name: string;
  /** Why it cannot be had here; null when it can. */
  leftOut?(world: World): string | null;
  /** Says what exactly was done. */
  inject(world: World): Promise<string>;
}
