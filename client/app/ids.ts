/** URLs carry the number alone (`/d/4`); the API's ids carry the type as well (`Dataset_4`). */
export const datasetId = (number: string): string => `Dataset_${number}`;

/** The number of any global id, for URLs and for showing. */
export const numberOf = (id: string): string => id.slice(id.lastIndexOf('_') + 1);
