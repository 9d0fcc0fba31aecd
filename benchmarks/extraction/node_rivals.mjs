// The extractors in JavaScript that Pressday is measured against; answers as serve.py says.
//
//     node node_rivals.mjs readability-jsdom|readability-linkedom|defuddle-linkedom NODE_MODULES

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const [name, modules] = process.argv.slice(2);
const require = createRequire(join(modules, "rivals.cjs"));
const load = (id) => import(pathToFileURL(require.resolve(id)).href);
const version = (id) => JSON.parse(readFileSync(join(modules, id, "package.json"), "utf8")).version;
for (const way of ["log", "info", "debug", "warn"]) console[way] = () => {}; // stdout is the protocol's

function decode(data) {
  const declared = /charset=["']?([\w-]+)/i.exec(data.subarray(0, 4096).toString("latin1"));
  for (const label of [declared?.[1], "utf-8"]) {
    try {
      if (label) return new TextDecoder(label, { fatal: true }).decode(data);
    } catch {
      continue;
    }
  }
  return new TextDecoder().decode(data);
}

// linkedom knows no address of its own; without one a reader cannot make links absolute
function linked(parseHTML, html, url) {
  const { document } = parseHTML(html);
  for (const key of ["baseURI", "documentURI", "URL"]) {
    Object.defineProperty(document, key, { value: url, configurable: true });
  }
  return document;
}

function fromReadability(found) {
  return {
    html: found?.content ?? "",
    title: found?.title ?? "",
    byline: found?.byline ?? "",
    site: found?.siteName ?? "",
    date: found?.publishedTime ?? "",
    language: found?.lang ?? "",
  };
}

const makers = {
  "readability-jsdom": async () => {
    const { Readability } = require("@mozilla/readability");
    const { JSDOM, VirtualConsole } = await load("jsdom");
    const quiet = new VirtualConsole();
    const extract = (html, url) => {
      const window = new JSDOM(html, { url, virtualConsole: quiet }).window;
      const found = new Readability(window.document).parse();
      window.close();
      return fromReadability(found);
    };
    return [`${version("@mozilla/readability")}, jsdom ${version("jsdom")}`, extract];
  },
  "readability-linkedom": async () => {
    const { Readability } = require("@mozilla/readability");
    const { parseHTML } = await load("linkedom");
    const extract = (html, url) =>
      fromReadability(new Readability(linked(parseHTML, html, url)).parse());
    return [`${version("@mozilla/readability")}, linkedom ${version("linkedom")}`, extract];
  },
  "defuddle-linkedom": async () => {
    const { Defuddle } = await import(pathToFileURL(join(modules, "defuddle/dist/node.js")).href);
    const { parseHTML } = await load("linkedom");
    const extract = async (html, url) => {
      const found = await Defuddle(linked(parseHTML, html, url), url);
      return {
        html: found.content ?? "",
        apart: found.image ? `<img src="${found.image}">` : "",
        title: found.title ?? "",
        byline: found.author ?? "",
        site: found.site ?? "",
        date: found.published ?? "",
        language: found.language ?? "",
      };
    };
    return [`${version("defuddle")}, linkedom ${version("linkedom")}`, extract];
  },
};

const say = (message) => process.stdout.write(JSON.stringify(message) + "\n");
const [release, extract] = await makers[name]();
say({ ready: release });
for await (const line of createInterface({ input: process.stdin })) {
  const { path, url } = JSON.parse(line);
  const html = decode(gunzipSync(readFileSync(path)));
  const start = process.cpuUsage();
  const answer = {};
  try {
    Object.assign(answer, await extract(html, url || "https://page.example/"));
  } catch (error) {
    answer.error = `${error.name}: ${error.message}`.slice(0, 200);
  }
  const used = process.cpuUsage(start);
  say({ ...answer, ms: (used.user + used.system) / 1000 });
}
process.exit(0);
