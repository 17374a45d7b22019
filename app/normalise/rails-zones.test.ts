import { describe, expect, it } from 'vitest';
import { toIanaZone } from './rails-zones.ts';

describe('toIanaZone', () => {
  it.each([
    ['Eastern Time (US & Canada)', 'America/New_York'],
    ['eastern time (us & canada)', 'America/New_York'],
    ['(GMT-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['Stockholm', 'Europe/Stockholm'],
    ["Nuku'alofa", 'Pacific/Tongatapu'],
    ['Europe/Stockholm', 'Europe/Stockholm'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['UTC', 'UTC'],
    [' GMT ', 'GMT'],
  ])('%s is %s', (name, zone) => {
    expect(toIanaZone(name)).toBe(zone);
  });

  it.each(['', 'EST', 'Middle Earth', 'Europe/Atlantis', '+02:00', 'constructor'])('does not know %j', (name) => {
    expect(toIanaZone(name)).toBeNull();
  });

  it('leads every Rails name to a zone the platform has', () => {
    for (const name of [
      'Greenland',
      'Kyiv',
      'Rangoon',
      'Georgetown',
      'Chongqing',
      'Samoa',
      'Mid-Atlantic',
      'Srednekolymsk',
    ]) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: toIanaZone(name) ?? 'none' })).not.toThrow();
    }
  });
});
