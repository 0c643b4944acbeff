import { sameContent, type PromptContent } from './content.ts';

/** The draft as the server has it. */
export interface ServerDraft {
  /** Goes up with each save. */
  revision: number;
  content: PromptContent;
  /** The number of the version that it began from. */
  base: number | null;
  by: string | null;
  at: string;
}

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'failed' | 'conflict';

export interface DraftState {
  /** What is on screen, typing included. */
  content: PromptContent;
  /** What the server has, as far as we know. */
  server: ServerDraft;
  save: SaveState;
  /** Why it could not be saved. */
  problem: string | null;
  /** In a conflict: the draft of whoever was faster. */
  theirs: ServerDraft | null;
  /** Whether this browser keeps what is not saved yet. */
  kept: boolean;
}

export type SaveAnswer =
  | { kind: 'saved'; draft: ServerDraft }
  | { kind: 'changed'; draft: ServerDraft }
  | { kind: 'refused'; problem: string }
  | { kind: 'unreachable' };

export interface DraftPorts {
  save(input: { revision: number; content: PromptContent; base?: number }): Promise<SaveAnswer>;
  /** What was typed and not saved, in this browser. `keep` says whether it could be. */
  kept: {
    find(): { revision: number; content: PromptContent } | null;
    keep(revision: number, content: PromptContent): boolean;
    forget(): void;
  };
  /** Milliseconds of quiet before what was typed is saved. */
  delay?: number;
  /** Milliseconds until a save that did not get through is tried again. */
  retry?: number;
}

/**
 * One person's work on a draft that others may work on too. States: *saved*; *waiting* (typed, not sent), *saving*; *offline*
 * (did not get through; tried again), *failed* (refused; tried again after the next change); *conflict* (somebody else
 * saved another text meanwhile), from which only `takeTheirs` and `keepMine` lead. One save at a time, each naming the revision
 * that it changes. What is typed stays on screen and in this browser until the server has it.
 */
export function draftSession({ save, kept, delay = 800, retry = 4000 }: DraftPorts, first: ServerDraft) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | null = null;
  /** Sent without an answer since the last: the server may have any of them. */
  let doubtful: PromptContent[] = [];
  /** Came while a save was under way, and may be that save. */
  let held: ServerDraft | null = null;
  let base: number | null = null;
  let state: DraftState = begin();

  function begin(): DraftState {
    const clean: DraftState = { content: first.content, server: first, save: 'saved', problem: null, theirs: null, kept: true };
    const left = kept.find();
    if (!left || sameContent(left.content, first.content)) return clean;
    if (left.revision === first.revision) return { ...clean, content: left.content, save: 'waiting' };
    return { ...clean, content: left.content, save: 'conflict', theirs: first };
  }

  function set(part: Partial<DraftState>) {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }
  const isDirty = () => base !== null || !sameContent(state.content, state.server.content);
  const keep = () => kept.keep(state.server.revision, state.content);

  function schedule(after = delay) {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), after);
  }

  function clean(server: ServerDraft, content = state.content) {
    clearTimeout(timer);
    kept.forget();
    base = null;
    doubtful = [];
    set({ server, content, save: 'saved', problem: null, theirs: null, kept: true });
  }

  /** The draft as the server has it now, whoever saved it. */
  function settle(server: ServerDraft) {
    const known = state.theirs ?? state.server;
    if (server.revision < known.revision) return;
    if (sameContent(server.content, state.content) && base === null) return clean(server);
    if (state.save === 'conflict') return set({ theirs: server });
    if (!isDirty()) return clean(server, server.content);
    // A save of our own whose answer was lost, or one that changed no text: nothing of anybody's is in the way.
    const ours = sameContent(server.content, state.server.content) || doubtful.some((one) => sameContent(server.content, one));
    if (!ours) {
      clearTimeout(timer);
      return set({ save: 'conflict', theirs: server, problem: null });
    }
    set({ server });
    keep();
    schedule();
  }

  async function send() {
    const { content, server } = state;
    const began = base;
    if (state.save !== 'offline') set({ save: 'saving' });
    const answer = await save({ revision: server.revision, content, ...(began !== null && { base: began }) });
    if (answer.kind === 'saved') {
      if (base === began) base = null;
      doubtful = [];
      const draft = { ...answer.draft, content };
      if (!sameContent(state.content, content) || base !== null) {
        set({ server: draft, save: 'waiting', problem: null });
        keep();
        schedule();
      } else clean(draft);
    } else if (answer.kind === 'changed') settle(answer.draft);
    else if (answer.kind === 'refused') {
      set({ save: 'failed', problem: answer.problem });
      if (!sameContent(state.content, content)) schedule();
    } else {
      doubtful.push(content);
      set({ save: 'offline' });
      schedule(retry);
    }
    const came = held;
    held = null;
    if (came) settle(came);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (underWay) return underWay;
    if (state.save === 'conflict' || !isDirty()) return;
    underWay = send();
    try {
      await underWay;
    } finally {
      underWay = null;
    }
  }

  if (state.save === 'waiting') schedule();
  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** After each change. `from`: the version that the draft now begins from. */
    edit(content: PromptContent, from?: number) {
      if (from !== undefined) base = from;
      set({ content, ...((state.save === 'saved' || state.save === 'failed') && { save: 'waiting' }) });
      set({ kept: keep() });
      if (state.save === 'conflict') return;
      if (isDirty()) schedule();
      else if (!underWay) clean(state.server);
    },
    /** Told by the subscription. */
    told(server: ServerDraft) {
      if (underWay) held = server;
      else settle(server);
    },
    takeTheirs() {
      if (state.theirs) clean(state.theirs, state.theirs.content);
    },
    /** Saves what is on screen over what came meanwhile. */
    keepMine() {
      if (!state.theirs) return;
      set({ server: state.theirs, theirs: null, save: 'waiting' });
      keep();
      void flush();
    },
    /** Sends what is not sent, now. Answers the revision when the server has what is on screen; else null. */
    async settled(): Promise<number | null> {
      await flush();
      // What was typed while that was under way, and once more for a revision that had moved on.
      for (let tries = 0; tries < 2 && state.save === 'waiting'; tries++) await flush();
      return state.save === 'saved' ? state.server.revision : null;
    },
    /** The connection is back. */
    retry() {
      if (state.save === 'offline') void flush();
    },
  };
}

export type DraftSession = ReturnType<typeof draftSession>;
