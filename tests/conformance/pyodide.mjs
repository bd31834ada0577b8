// node pyodide.mjs FILE...: oracle.py run by the CPython that the npm package pyodide carries, which the environment
// variable GEN_PYODIDE names the folder of. For fuzz: --oracle 'node .../pyodide.mjs' --version 3.14
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = process.env.GEN_PYODIDE;
if (!folder) {
    console.error("skipped: GEN_PYODIDE does not name the folder of the npm package pyodide");
    process.exit(77);
}
const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")));
const python = await loadPyodide();
const here = path.dirname(fileURLToPath(import.meta.url));
for (const name of ["syntax.py", "formatting.py", "compiler.py", "oracle.py"])
    python.FS.writeFile(name, fs.readFileSync(path.join(here, name)));
python.runPython("import gc, sys, syntax, oracle; sys.setrecursionlimit(5000); gc.disable()");
for (const file of process.argv.slice(2)) {
    python.FS.writeFile("programs.gp", fs.readFileSync(file));
    python.setStdout({ batched: (line) => fs.writeSync(1, line + "\n") });
    python.runPython("oracle.print_traces(['programs.gp'])");
}
