import type { Services } from '../../context.ts';
import { type DatasetShape, structureChanged } from '../../datasets/dataset-shape.ts';
import { isTaken } from '../../datasets/in-transaction.ts';
import { isStorable } from '../../datasets/names.ts';
import { InvalidInput, NameTaken, NotFound } from '../../refusals.ts';
import { asJson } from '../../stored-json.ts';
import type { Condition } from '../filter/row-filter.ts';
import { type SliceRecord, sliceById } from './slice-record.ts';

export interface NewSlice {
  name: string;
  condition: Condition;
  ownerIds: number[];
  color?: string | null;
}

type Write = Pick<Services, 'db' | 'signals' | 'limits'>;

const colors = ['blue', 'teal', 'grape', 'orange', 'pink', 'cyan', 'lime', 'indigo', 'yellow', 'red'];

/** Makes slices, all or none, after those that are there. */
export async function createSlices(
  { db, signals, limits }: Write,
  { shape, createdById, slices }: { shape: DatasetShape; createdById: number; slices: NewSlice[] },
): Promise<SliceRecord[]> {
  for (const slice of slices) checked(slice);
  await requireMembers(
    db,
    shape.projectId,
    slices.flatMap((slice) => slice.ownerIds),
  );
  const there = await db.prisma.slice.count({ where: { datasetId: shape.id } });
  if (there + slices.length > limits.slices) throw new InvalidInput(`A dataset has at most ${limits.slices} slices.`, ['name']);
  const made = await nameTakenOr(slices, () =>
    db.prisma.$transaction(
      slices.map((slice, index) =>
        db.prisma.slice.create({
          data: {
            projectId: shape.projectId,
            datasetId: shape.id,
            createdById,
            name: slice.name.trim(),
            filter: asJson(slice.condition),
            color: slice.color ?? colors[(there + index) % colors.length]!,
            position: there + index,
            owners: { create: [...new Set(slice.ownerIds)].map((userId) => ({ userId, projectId: shape.projectId })) },
          },
        }),
      ),
    ),
  );
  structureChanged(signals, shape.id);
  return Promise.all(made.map(async ({ id }) => (await sliceById(db, id))!));
}

/** Changes what is named; the rest stays. */
export async function updateSlice(
  { db, signals }: Write,
  { shape, id, change }: { shape: DatasetShape; id: number; change: Partial<NewSlice> },
): Promise<SliceRecord> {
  checked(change);
  if (change.ownerIds) await requireMembers(db, shape.projectId, change.ownerIds);
  await nameTakenOr([{ name: change.name ?? '' }], () =>
    db.prisma.slice.update({
      where: { id },
      data: {
        ...(change.name !== undefined && { name: change.name.trim() }),
        ...(change.color && { color: change.color }),
        ...(change.condition && { filter: asJson(change.condition) }),
        ...(change.ownerIds && {
          owners: { deleteMany: {}, create: [...new Set(change.ownerIds)].map((userId) => ({ userId, projectId: shape.projectId })) },
        }),
      },
    }),
  );
  structureChanged(signals, shape.id);
  return (await sliceById(db, id))!;
}

/** Takes a slice away; its rows stay where they are. */
export async function deleteSlice({ db, signals }: Write, { datasetId, id }: { datasetId: number; id: number }): Promise<void> {
  await db.prisma.slice.deleteMany({ where: { id, datasetId } });
  structureChanged(signals, datasetId);
}

function checked({ name, color }: Partial<NewSlice>): void {
  if (name !== undefined && (name.trim().length < 1 || name.length > 80 || !isStorable(name)))
    throw new InvalidInput('A slice has a name of 1 to 80 characters.', ['name']);
  if (color && !/^[a-z]{1,20}$/.test(color)) throw new InvalidInput('A colour is a name of 1 to 20 letters.', ['color']);
}

async function requireMembers(db: Services['db'], projectId: number, userIds: number[]): Promise<void> {
  const wanted = [...new Set(userIds)];
  const members = await db.prisma.member.count({ where: { projectId, userId: { in: wanted }, role: { not: 'VIEWER' } } });
  if (members < wanted.length) throw new NotFound('User');
}

async function nameTakenOr<T>(slices: { name: string }[], write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isTaken(error)) throw new NameTaken(slices.length === 1 ? slices[0]!.name.trim() : 'one of these names');
    throw error;
  }
}
