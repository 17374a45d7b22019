const EAST_ASIAN = /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hira}\p{sc=Kana}ー々・\s]+$/u;
const HONORIFIC = /(?:様|さん|さま|先生|氏|殿|君|ちゃん|님|씨|先生|女士|小姐)$/;
/** Family names of two characters where one is the rule. */
const DOUBLE_FAMILY = new Set(
  (
    '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 司徒 司空 夏侯 轩辕 軒轅 宇文 长孙 長孫 端木 百里 南宫 南宮 独孤 獨孤 ' +
    '남궁 황보 제갈 사공 선우 서문 독고 동방 망절 어금'
  ).split(' '),
);

export type EastAsianName = { given: string; family: string | null };

/**
 * Chinese, Japanese and Korean names: family name first. Without a blank the family name is one character, two when
 * it is a known double one or the name has four characters (山田太郎); kana after kanji is the given name. A Japanese
 * name of three characters is cut like a Chinese one, which is wrong for some (森鴎外 is right, 山田武 is not). `null` =
 * not written in these scripts.
 */
export function splitEastAsianName(text: string): EastAsianName | null {
  if (!EAST_ASIAN.test(text)) return null;
  const name = text.trim();
  const foreign = name.split('・');
  if (foreign.length > 1) return { given: foreign[0] ?? name, family: foreign.slice(1).join('・') || null };

  const [first = name, ...rest] = name.split(/\s+/);
  if (rest.length > 0) return { family: first, given: withoutHonorific(rest.join(' ')) };
  return splitUnspaced(withoutHonorific(name));
}

function splitUnspaced(name: string): EastAsianName {
  const kanjiThenKana = /^(\p{sc=Han}+)([\p{sc=Hira}\p{sc=Kana}ー]+)$/u.exec(name);
  if (kanjiThenKana) return { family: kanjiThenKana[1] ?? null, given: kanjiThenKana[2] ?? name };

  const characters = [...name];
  if (/[\p{sc=Hira}\p{sc=Kana}]/u.test(name) || characters.length < 2 || characters.length > 5)
    return { given: name, family: null };
  const isDouble = characters.length > 2 && DOUBLE_FAMILY.has(characters.slice(0, 2).join(''));
  const length = isDouble || characters.length > 3 ? 2 : 1;
  return { family: characters.slice(0, length).join(''), given: characters.slice(length).join('') };
}

function withoutHonorific(name: string): string {
  const plain = name.replace(HONORIFIC, '').trim();
  return plain === '' ? name : plain;
}
