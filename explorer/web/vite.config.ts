import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { land } from "./scripts/land.mjs";

// Where `npm run dev` finds the service.
const SERVICE = process.env.REELGRAPH_SERVICE ?? "http://127.0.0.1:8735";

export default defineConfig({
  plugins: [react(), land()],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    // Nothing becomes a data: address, so that the page's policy can name 'self' alone.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
  server: { proxy: { "/api": SERVICE } },
});
