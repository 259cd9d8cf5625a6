// Leaves in Tabler's styles only what our pages name: four fifths of its rules are for things we do not have.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PurgeCSS } from "purgecss";

const here = resolve(import.meta.dirname, "..");
const pages = resolve(here, "../pages");
const tabler = resolve(here, "node_modules/@tabler/core/dist/css/tabler.min.css");
const kept = resolve(here, "src/generated/tabler.css");

const word = /[A-Za-z][\w-]*/g;
/** where names of classes may stand in a program: between quotes */
const quoted = /(["'`])((?:(?!\1).)*)\1/g;
/** the beginning of a name whose end is put in: `alert-{{ kind }}`, `alert-${kind}`, f"alert-{kind}", "alert-" ~ kind */
const beginning = /([A-Za-z][\w-]*-)(?=\{|\$\{|["']\s*[~+%])/g;

/** A Vite plugin that writes src/generated/tabler.css before the build begins. */
export function purgeTabler() {
  return {
    name: "huishang-purge",
    async buildStart() {
      const texts = [...found(pages, [".html", ".py"]), ...found(join(here, "src"), [".js"])].map(textOf);
      const styles = found(join(here, "src"), [".css"]).map((path) => readFileSync(path, "utf8"));
      mkdirSync(resolve(kept, ".."), { recursive: true });
      writeFileSync(kept, await purged(texts, styles));
    },
  };
}

async function purged(texts, styles) {
  const names = new Set(texts.flatMap((text) => text.match(word) ?? []));
  const begun = [...new Set(texts.flatMap((text) => [...text.matchAll(beginning)].map((match) => match[1])))];
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: [...names].join(" "), extension: "names" }],
    css: [{ raw: readFileSync(tabler, "utf8") }],
    defaultExtractor: (text) => text.split(" "),
    fontFace: true,
    keyframes: true,
    variables: true,
    safelist: {
      standard: begun.map((name) => new RegExp(`^${name}`)),
      // our own styles ask for Tabler's measures and colours
      variables: [...new Set(styles.flatMap((style) => style.match(/--tblr-[\w-]+/g) ?? []))],
    },
  });
  return `${result.css}\n`;
}

function textOf(path) {
  const text = readFileSync(path, "utf8");
  if (path.endsWith(".html")) return text;
  return [...text.matchAll(quoted)].map((match) => match[0]).join(" ");
}

function found(folder, endings) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["static", "generated"].includes(entry.name) ? [] : found(path, endings);
    return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
  });
}
