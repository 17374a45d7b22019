import { afterEach, beforeEach } from 'vitest';

/** Setup file: a test that makes the code complain has failed. One that means to replaces console.error itself. */
const said: string[] = [];
const print = console.error;

beforeEach(() => {
  said.length = 0;
  console.error = (...words: unknown[]) => {
    said.push(words.map(String).join(' '));
    print(...words);
  };
});

afterEach(() => {
  console.error = print;
  if (said.length > 0) {
    throw new Error(`console.error was called:\n${said.join('\n')}`);
  }
});
