// Lays a brotli and a gzip form beside each built file, so that the server never compresses while people wait.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const text = /\.(m?js|css|svg)$/;
/** files below this many bytes gain nothing */
const least = 512;
/** above this many the last percent takes many seconds */
const large = 700_000;

/** A Vite plugin that compresses the output folder when the build is done. */
export function compress() {
  let folder = "";
  return {
    name: "huishang-compress",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      for (const name of readdirSync(folder).filter((one) => text.test(one))) {
        const bytes = readFileSync(join(folder, name));
        if (bytes.length < least) continue;
        const quality = bytes.length > large ? 9 : constants.BROTLI_MAX_QUALITY;
        const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params }));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
