// A static server for tests: a folder on loopback, at the host's root and below /sub/path/ alike.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp",
  ".ico": "image/x-icon", ".ics": "text/calendar; charset=utf-8", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
};

export const SUB_PATH = "/sub/path/";

async function fileOf(folder, path) {
  const below = normalize(decodeURIComponent(path)).replace(/^(\.\.(\/|$))+/, "");
  const whole = join(folder, below);
  try {
    const found = await stat(whole);
    if (!found.isDirectory()) return { file: whole };
    await stat(join(whole, "index.html"));
    return path.endsWith("/") ? { file: join(whole, "index.html") } : { redirect: true };
  } catch {
    return {};
  }
}

/** Serves `folder`; gives the server's origin and how to stop it. Unknown addresses get 404.html, as on most hosts. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const below = path.startsWith(SUB_PATH) ? path.slice(SUB_PATH.length - 1) : path;
    const { file, redirect } = await fileOf(folder, below);
    if (redirect) return response.writeHead(301, { location: `${path}/` }).end();
    if (file) return response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(await readFile(file));
    const missing = await readFile(join(folder, "404.html")).catch(() => "not found");
    return response.writeHead(404, { "content-type": TYPES[".html"] }).end(missing);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
