/**
 * ISO 3166-1: alpha-2 and alpha-3 of each country in one word (kept by the ISO 3166/MA), and XK, which Shopify and
 * phone plans use.
 */
export const ISO_CODES = `
  ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD
  BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN
  CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU
  DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB
  GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG
  HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN
  KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU
  LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR
  MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL
  OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB
  RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP
  SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN
  TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKK YEYEM YTMYT
  ZAZAF ZMZMB ZWZWE
`;

/**
 * The languages whose country names are understood, by their weight among shops: on a clash the first keeps the name.
 * The names themselves are Unicode CLDR's, through `Intl.DisplayNames`.
 */
export const NAME_LANGUAGES = `
  en de fr es it nl pt sv da nb fi pl cs sk hu ro bg el tr ru uk hr sl lt lv et ca is ja zh zh-Hant ko ar
  he th vi id ms hi
`;

/** What people and systems write beside the official names: own list. */
export const COUNTRY_ALIASES = `
AE: uae | u.a.e. | emirates | the united arab emirates | vereinigte arabische emirate
AG: antigua
BA: bosnia | bosnia-herzegovina | bosnia & herzegovina
BN: brunei darussalam
BO: bolivia, plurinational state of | bolivia (plurinational state of)
BR: brasil | brazil
BS: the bahamas
CD: dr congo | drc | congo, the democratic republic of the | democratic republic of the congo | congo kinshasa
CD: congo (kinshasa) | congo, democratic republic of
CG: congo brazzaville | congo (brazzaville) | republic of the congo | congo, republic of
CH: switzerland | schweiz | suisse | svizzera | swiss | confoederatio helvetica
CI: ivory coast | cote d'ivoire | cote divoire
CN: china | prc | p.r. china | pr china | people's republic of china | mainland china | china mainland
CV: cape verde | cabo verde
CW: curacao
CZ: czech republic | czechia | cesko | ceska republika | tschechische republik | republique tcheque
DE: germany | deutschland | brd | federal republic of germany | bundesrepublik deutschland | ger
DK: danmark
ES: espana | spain
FI: suomi
FM: micronesia | micronesia, federated states of
FO: faroe islands | faeroe islands
GB: uk | u.k. | great britain | gb-gbr | britain | england | scotland | wales | northern ireland | eng | sco | wal
GB: nir | united kingdom of great britain and northern ireland | grossbritannien | storbritannien | angleterre
GB: inglaterra | inghilterra | engeland | england uk
GL: groenland
GM: the gambia
GR: el | hellas | hellenic republic
HK: hong kong | hong kong sar | hong kong, china | hong kong s.a.r. | hongkong
IE: republic of ireland | eire | ireland, republic of | rep. of ireland | southern ireland
IR: iran, islamic republic of | islamic republic of iran | iran (islamic republic of)
KN: st. kitts and nevis | st kitts and nevis | saint kitts
KP: north korea | dprk | korea, democratic people's republic of | korea democratic people's republic of
KP: democratic people's republic of korea
KR: south korea | korea | republic of korea | korea republic of | korea, republic of | korea (republic of)
KR: korea (south) | korea south | rok
LA: laos | lao people's democratic republic | lao pdr | lao
LC: st. lucia | st lucia
LY: libya | libyan arab jamahiriya
MD: moldova, republic of | republic of moldova
MK: macedonia | north macedonia | fyrom | macedonia, the former yugoslav republic of
MK: former yugoslav republic of macedonia
MM: burma | myanmar | myanmar (burma)
MO: macao | macau | macao sar | macau sar
MX: mexico | mejico
NL: the netherlands | holland | nederland | pays bas | hollande | olanda | holanda
NO: norge | noreg
PH: philippines | the philippines
PS: palestine | palestine, state of | state of palestine | palestinian territory, occupied
RE: reunion | la reunion
RU: russia | russian federation | rossiya | rossija
SA: ksa | saudi | kingdom of saudi arabia
SE: sverige | swe
SK: slovak republic | slovakia
SY: syria | syrian arab republic
SZ: swaziland | eswatini
TL: east timor | timor-leste
TR: turkey | turkiye | republic of turkiye
TT: trinidad
TW: taiwan | taiwan, province of china | taiwan province of china | taiwan, republic of china | roc
TZ: tanzania, united republic of | united republic of tanzania
US: u.s. | u.s.a. | usa | america | united states of america | the united states | the united states of america
US: estados unidos de america | etats-unis d'amerique | vereinigte staaten von amerika | stati uniti d'america
US: amerika | eeuu | ee.uu. | ee. uu. | états unis | etats unis | estados unidos da america
VA: vatican | holy see | holy see (vatican city state) | vatican city
VC: st. vincent and the grenadines | st vincent | saint vincent
VE: venezuela, bolivarian republic of | venezuela (bolivarian republic of)
VG: british virgin islands | virgin islands, british | virgin islands (british)
VI: us virgin islands | virgin islands, u.s. | virgin islands (u.s.)
VN: vietnam | viet nam
XK: kosovo | xkx
`;

/** Names that mean two countries: better asked than guessed. */
export const AMBIGUOUS_NAMES: ReadonlySet<string> = new Set(['congo', 'kongo', 'virgin islands']);
