/**
 * Latin spellings of letters whose scripts leave vowels out or spell them around the consonant. Close enough to meet a Latin
 * spelling of the same name by its consonants; never shown to anybody.
 */
const CONSONANTS = `
arabic: ا=a أ=a إ=i آ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k ک=k گ=g ل=l م=m ن=n ه=h ة=a و=w ي=y ى=a ی=y پ=p چ=ch ژ=zh ئ=y ؤ=w
hebrew: א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=f צ=ts ץ=ts ק=k ר=r ש=sh ת=t
devanagari: अ=a आ=a इ=i ई=i उ=u ऊ=u ए=e ऐ=ai ओ=o औ=au क=k ख=kh ग=g घ=gh च=ch छ=chh ज=j झ=jh ट=t ठ=th ड=d ढ=dh ण=n त=t थ=th द=d ध=dh न=n प=p फ=ph ब=b भ=bh म=m य=y र=r ल=l व=v श=sh ष=sh स=s ह=h ा=a ि=i ी=i ु=u ू=u े=e ै=ai ो=o ौ=au ं=n
khmer: ក=k ខ=kh គ=k ឃ=kh ង=ng ច=ch ឆ=chh ជ=ch ឈ=chh ញ=nh ដ=d ឋ=th ឌ=d ឍ=th ណ=n ត=t ថ=th ទ=t ធ=th ន=n ប=b ផ=ph ព=p ភ=ph ម=m យ=y រ=r ល=l វ=v ស=s ហ=h ឡ=l អ=a ា=a ិ=i ី=i ឹ=e ឺ=e ុ=u ូ=u េ=e ែ=ae ៃ=ai ោ=o ៅ=au
thai: ก=k ข=kh ค=kh ฆ=kh ง=ng จ=ch ฉ=ch ช=ch ซ=s ญ=y ฎ=d ฏ=t ฐ=th ณ=n ด=d ต=t ถ=th ท=th ธ=th น=n บ=b ป=p ผ=ph ฝ=f พ=ph ฟ=f ภ=ph ม=m ย=y ร=r ล=l ว=w ศ=s ษ=s ส=s ห=h อ=o ฮ=h ะ=a า=a ิ=i ี=i ุ=u ู=u เ=e แ=ae โ=o ไ=ai ใ=ai
armenian: ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=u փ=p ք=k օ=o ֆ=f
georgian: ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h
`;

const KANA = `
ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko サ=sa シ=shi ス=su セ=se ソ=so タ=ta チ=chi ツ=tsu テ=te ト=to ナ=na ニ=ni ヌ=nu ネ=ne ノ=no ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho マ=ma ミ=mi ム=mu メ=me モ=mo ヤ=ya ユ=yu ヨ=yo
ラ=ra リ=ri ル=ru レ=re ロ=ro ワ=wa ヲ=o ン=n ガ=ga ギ=gi グ=gu ゲ=ge ゴ=go ザ=za ジ=ji ズ=zu ゼ=ze ゾ=zo ダ=da ヂ=ji ヅ=zu デ=de ド=do バ=ba ビ=bi ブ=bu ベ=be ボ=bo パ=pa ピ=pi プ=pu ペ=pe ポ=po
`;

/** Korean surnames as their bearers write them; the rules would give gim, bak, choe. */
const KOREAN_SURNAMES =
  '김=kim 이=lee 박=park 최=choi 정=jung 강=kang 조=cho 윤=yoon 장=jang 임=lim 한=han 오=oh 서=seo 신=shin 권=kwon 황=hwang 안=ahn 송=song 유=yoo 홍=hong';

export const APPROXIMATE_LETTERS: ReadonlyMap<string, string> = pairs(CONSONANTS.replace(/^\w+:/gm, ''));
export const KANA_SYLLABLES: ReadonlyMap<string, string> = pairs(KANA);
export const KOREAN_SURNAME_SPELLINGS: ReadonlyMap<string, string> = pairs(KOREAN_SURNAMES);

function pairs(table: string): Map<string, string> {
  const entries = table.trim().split(/\s+/);
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}
