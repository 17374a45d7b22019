import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postHttps, urlFault } from './post-https.server.ts';
import { isPublicAddress } from './public-address.server.ts';

describe('a public address', () => {
  it.each([
    ['93.184.216.34', true],
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.0.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['224.0.0.1', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:10.0.0.1', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['localhost', false],
    ['', false],
  ])('%s: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });

  it('is never one of the private networks, however it is written in IPv6', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (b, c, d) => {
        expect(isPublicAddress(`10.${b}.${c}.${d}`)).toBe(false);
        expect(isPublicAddress(`::ffff:10.${b}.${c}.${d}`)).toBe(false);
      }),
    );
  });
});

describe('what may be called', () => {
  it.each([
    ['https://hooks.example.com/in?x=1', true],
    ['http://hooks.example.com/', false],
    ['https://user:secret@hooks.example.com/', false],
    ['https://hooks.example.com:8443/', false],
    ['https://127.0.0.1/', false],
    ['https://2130706433/', false],
    ['https://0x7f.1/', false],
    ['https://[::1]/', false],
    ['https://localhost/', false],
    ['ftp://hooks.example.com/', false],
    ['hooks', false],
  ])('%s: %s', (url, may) => {
    expect(urlFault(url) === null).toBe(may);
  });

  it('is refused before anything is sent where its name leads to this machine', async () => {
    const outcome = await postHttps('https://localhost.localdomain/', {}, '{}');
    expect(outcome.kind).not.toBe('sent');
  });
});
