import { SaxesParser } from 'saxes';
import type { ArchiveEntry } from './open-archive.server.ts';
import { brokenArchive } from './open-archive.server.ts';

export type XmlHandlers = {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text(text: string): void;
};

/**
 * Reads an XML part of a workbook piece by piece; yields after each piece so that the reader can hand on what it has. Element names
 * come without their namespace prefix. Entities of a document type are never expanded.
 */
export async function* readXml(entry: ArchiveEntry, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', (tag) => handlers.open(localName(tag.name), tag.attributes));
  parser.on('closetag', (tag) => handlers.close(localName(tag.name)));
  parser.on('text', (text) => handlers.text(text));
  parser.on('cdata', (text) => handlers.text(text));
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const chunk of await entry.open()) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }));
      yield;
    }
    parser.write(decoder.decode()).close();
  } catch (cause) {
    throw brokenArchive(cause);
  }
  yield;
}

/** Reads a small part to its end. */
export async function readWholeXml(entry: ArchiveEntry, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(entry, handlers));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
