/** The most frequent given names of some twenty countries, folded: enough to tell a column of given names from one of family names. */
const NAMES = new Set(
  (
    'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron henry peter adam nathan zachary kyle noah ethan jeremy ' +
    'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori ' +
    'oliver harry charlie oscar archie leo alfie freddie theo arthur lucas logan isaac max amelia isla ava lily freya poppy ella evie sophie chloe lucy jasmine eleanor molly zoe georgia imogen ' +
    'hans peter wolfgang klaus jurgen michael thomas andreas stefan christian uwe frank markus jan jorg ralf sven dirk matthias tobias sebastian florian lukas leon finn jonas elias felix ursula monika petra sabine renate helga karin brigitte ingrid erika gisela claudia susanne birgit heike martina andrea stefanie nicole anja katrin tanja silke lena mia emilia lea marie johanna ' +
    'jean pierre michel philippe alain nicolas christophe laurent julien olivier bernard francois sebastien stephane thierry pascal frederic guillaume antoine hugo louis gabriel jules camille nathalie isabelle sylvie catherine martine christine francoise valerie sandrine veronique stephanie sophie celine chantal patricia brigitte julie aurelie emilie ines manon lea ' +
    'antonio jose manuel francisco juan javier miguel carlos jesus alejandro rafael pedro angel sergio pablo fernando jorge luis alberto alvaro adrian diego raul ivan ruben oscar carmen josefa isabel dolores pilar teresa ana francisca cristina marta mercedes lucia elena rosa raquel paula sofia alba ' +
    'giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo michele giorgio luca marco andrea matteo alessandro davide lorenzo simone federico riccardo giulia chiara francesca federica sara martina valentina alessia silvia elisa giovanna lucia caterina ' +
    'johannes jan pieter willem hendrik cornelis kees henk bas bram daan sem thijs lars johanna maria wilhelmina anneke femke sanne lotte fleur ' +
    'lars anders johan erik per karl nils jan mikael bjorn gustav oskar axel elsa astrid karin kristina margareta birgitta linnea ebba maja saga ingrid kari ole kjell knut jens niels soren mette hanne kirsten ' +
    'joao jose antonio francisco carlos paulo pedro lucas luiz marcos rafael gabriel bruno ana maria francisca adriana juliana fernanda patricia aline beatriz mariana camila leticia ' +
    'piotr krzysztof andrzej jan stanislaw tomasz pawel marcin michal marek grzegorz anna maria katarzyna malgorzata agnieszka barbara ewa krystyna magdalena jiri petr tomas pavel jaroslav martin eva hana lenka ivan dmitri sergey alexey andrei natalia olga tatiana elena irina ' +
    'mohammed muhammad ahmed ali fatima aisha omar hassan ibrahim yusuf mehmet mustafa ayse emine wei li fang jing hiroshi yuki akira sakura minjun jihoon priya rahul amit anita sunil lachlan joshua emiily jackson talia mitchell georgia'
  ).split(' '),
);

/** Whether a folded word is a common given name. */
export function isCommonGivenName(folded: string): boolean {
  return NAMES.has(folded);
}
