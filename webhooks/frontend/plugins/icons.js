// Draws one sprite of the icons that pages name: any quoted word of theirs that is the name of a Tabler outline icon.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const here = resolve(import.meta.dirname, "..");
const pages = resolve(here, "../pages");
const outline = resolve(here, "node_modules/@tabler/icons/icons/outline");
const sprite = resolve(here, "src/generated/icons.svg");
const quoted = /["']([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["']/g;

/** A Vite plugin that writes src/generated/icons.svg before the build begins. */
export function drawIcons() {
  return {
    name: "huishang-icons",
    buildStart() {
      const names = [...new Set(sources().flatMap(wordsOf))].filter((name) => existsSync(fileOf(name))).sort();
      mkdirSync(resolve(sprite, ".."), { recursive: true });
      writeFileSync(sprite, `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join("")}</svg>\n`);
    },
  };
}

function sources() {
  const python = found(pages, [".py", ".html"], ["static"]);
  return [...python, ...found(join(here, "src"), [".js"], ["generated"])];
}

function found(folder, endings, without) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return without.includes(entry.name) ? [] : found(path, endings, without);
    return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
  });
}

function wordsOf(path) {
  return [...readFileSync(path, "utf8").matchAll(quoted)].map((match) => match[1]);
}

function fileOf(name) {
  return join(outline, `${name}.svg`);
}

function symbol(name) {
  const drawing = readFileSync(fileOf(name), "utf8");
  const inner = drawing.slice(drawing.indexOf(">", drawing.indexOf("<svg")) + 1, drawing.lastIndexOf("</svg>"));
  const shapes = inner.replaceAll(/\s+/g, " ").replaceAll(/<path stroke="none"[^>]*>/g, "").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
}
