const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** “Ada, Bo and Cy”. */
export const namesText = (people: readonly { name: string }[]): string => list.format(people.map(({ name }) => name));
