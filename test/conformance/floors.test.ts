import { describe, expect, test } from 'vitest';
import { findCircles, type Import, readImports } from '../kit/imports.ts';

// ARCHITECTURE.md has the table of floors; this holds it.
const height: Record<string, number> = { prisma: 0, schema: 1, server: 2, test: 3 };

const floorOf = (file: string) => file.split('/')[0]!;
const written = ({ from, specifier }: Import) => `${from} imports ${specifier}`;
const all = readImports();
const within = all.filter(({ to }) => to !== null);

describe('floors', () => {
  test('the scan sees the sources', () => {
    expect(all.length).toBeGreaterThan(300);
    expect(new Set(all.map(({ from }) => floorOf(from)))).toEqual(new Set(['prisma', 'schema', 'server', 'test', 'client']));
  });

  test('an import never goes up', () => {
    const up = within.filter(({ from, to }) => floorOf(from) !== 'client' && !(height[floorOf(to!)]! <= height[floorOf(from)]!));
    expect(up.map(written)).toEqual([]);
  });

  test('the client sees none of the others, only the schema’s definition', () => {
    const allowed = new Set(['schema/schema.graphql']);
    const out = within.filter(({ from, to }) => floorOf(from) === 'client' && floorOf(to!) !== 'client' && !allowed.has(to!));
    expect(out.map(written)).toEqual([]);
  });

  test('another floor is named by its package, not by a path', () => {
    const byPath = within.filter(({ from, to, specifier }) => floorOf(from) !== floorOf(to!) && specifier.startsWith('.'));
    // The commands start before there are packages.
    expect(byPath.filter(({ from }) => !from.endsWith('.mjs')).map(written)).toEqual([]);
  });

  test('imports never go round in a circle', () => {
    const atRunTime = within.filter(({ typeOnly }) => !typeOnly);
    expect(findCircles(atRunTime).map((circle) => circle.join(' → '))).toEqual([]);
  });

  test('only the graph knows Pothos or graphql', () => {
    const ofTheGraph = /(\.graph|\/builder|\/schema|\/print|\/index\.graph)\.ts$/;
    const rules = all.filter(({ from }) => floorOf(from) === 'schema' && !ofTheGraph.test(from));
    expect(rules.filter(({ specifier }) => /^(@pothos\/|graphql($|\/|-))/.test(specifier)).map(written)).toEqual([]);
    expect(rules.filter(({ to, from }) => to !== null && /\.graph\.ts$/.test(to) && !from.endsWith('.graph.ts')).map(written)).toEqual([]);
  });
});
