import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
const GENERATED = /^app\/platform\/prisma$|\.generated\.\w+$/;

export type SourceFile = {
  /** From the root of the repository, with forward slashes. */
  path: string;
  text: string;
};

/** Every file below a folder whose name ends as asked, generated ones left out; empty if there is no such folder. */
export function readSources(folder: string, ending: RegExp): SourceFile[] {
  return listFolder(folder).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (GENERATED.test(path) || entry.name === 'node_modules') {
      return [];
    }
    if (entry.isDirectory()) {
      return readSources(path, ending);
    }
    return ending.test(entry.name) ? [{ path, text: readFileSync(join(ROOT, path), 'utf8') }] : [];
  });
}

/** The app's own code without its tests, and without lines that are comments: prose may say "delete from" as well. */
export function readAppCode(): SourceFile[] {
  return readSources('app', /\.tsx?$/)
    .filter(({ path }) => !/\.test\.tsx?$/.test(path))
    .map(({ path, text }) => ({ path, text: withoutComments(text) }));
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/?\*|--)/.test(line))
    .join('\n');
}

/** A table with the app folder that alone writes it, as prisma/models/<owner>.prisma declares it. */
export type OwnedTable = { owner: string; table: string /** Its name on Prisma's client. */; delegate: string };

export function readOwnedTables(): OwnedTable[] {
  return readSources('prisma/models', /\.prisma$/).flatMap(({ path, text }) => {
    // A folder with many tables has several files: records.prisma, records.history.prisma.
    const [owner] = path.slice('prisma/models/'.length).split('.') as [string];
    return [...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(([, model, body]) => ({
      owner,
      table: body!.match(/@@map\("(\w+)"\)/)?.[1] ?? model!,
      delegate: model![0]!.toLowerCase() + model!.slice(1),
    }));
  });
}

function listFolder(folder: string) {
  try {
    return readdirSync(join(ROOT, folder), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
