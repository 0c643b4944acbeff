/** For processes of their own: runs TypeScript as `npm start` does. */
export const runsTypeScript = ['--import', new URL('../../server/bin/typescript.mjs', import.meta.url).href];
