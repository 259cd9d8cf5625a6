// One build for every page: each file of src/entries is a page's script, the manifest tells the server their names.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { compress } from "./plugins/compress.js";
import { drawIcons } from "./plugins/icons.js";
import { purgeTabler } from "./plugins/purge.js";

const here = import.meta.dirname;
const entries = readdirSync(resolve(here, "src/entries")).filter((name) => name.endsWith(".js"));

export default defineConfig({
  root: here,
  base: "/static/",
  publicDir: false,
  plugins: [drawIcons(), purgeTabler(), compress()],
  build: {
    outDir: resolve(here, "../pages/static"),
    emptyOutDir: true,
    assetsDir: ".",
    manifest: "manifest.json",
    // the oldest browser that office machines have; styles are lowered to it as well
    target: "chrome109",
    cssTarget: "chrome109",
    // what the strict policy of pages forbids must not be written
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rollupOptions: { input: entries.map((name) => resolve(here, "src/entries", name)) },
  },
});
