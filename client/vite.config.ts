import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API in development; the built page is served by the API's own process. */
const api = process.env.DOCKET_API ?? 'http://127.0.0.1:4400';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: {
    port: Number(process.env.DOCKET_PAGE_PORT ?? 4401),
    strictPort: true,
    proxy: {
      // The whole path: `client/graphql/` holds modules of the page.
      '^/graphql/?(\\?.*)?$': { target: api, ws: true },
      '^/api/': { target: api },
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
  },
});
