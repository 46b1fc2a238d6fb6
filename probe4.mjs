import { readdirSync } from 'node:fs';
const d = new URL('./build/server/chunks/', import.meta.url);
const t = performance.now();
await Promise.all(readdirSync(d).filter((f) => /^\d+-.*\.js$/.test(f)).map((f) => import(new URL(f, d).href).catch((e) => console.log(f, e.message))));
console.log(performance.now() - t);
