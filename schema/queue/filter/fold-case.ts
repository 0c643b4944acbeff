/** Lower case for A–Z alone, as PostgreSQL's lower() under COLLATE "C": the one folding that SQL and this process agree on. */
export const foldCase = (text: string): string => text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
