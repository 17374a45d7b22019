/**
 * Given names and what people call them: first word the full form, then pet names and spellings that mean the same
 * person's name. A pet name may stand in several groups (alex, chris, sasha). Own table, ASCII as `toLatin` writes
 * it. Names that are merely the same saint in two languages (Juan and John) are different names and stay apart.
 */

/** Which full form is meant first when a pet name has several. */
const MOST_LIKELY = `
henry harry hal; samuel sam sammy; daniel dan danny; alexander alex; christopher chris; patrick pat paddy; john
johnny; edward ed ted teddy eddie; nicholas nick nicky; richard rick ricky; robert rob bob bert; anthony tony; joseph
joe; jennifer jen jenny; margaret maggie peggy; elizabeth beth liz betty; benjamin ben benny; leonard len lenny;
gerald gerry jerry; ronald ron ronnie; donald don; michael mick; matthew matt; stephen stevie; victoria vicky; susan
sue; deborah deb debbie; catherine kate katie kat kit; abigail abby; helen nell; catherine kay; andrew andy; albert
al; gabriel gabe; maximilian max; frederick fred freddie; francis frank frankie; laurence larry; raymond ray; theodore
theo; veronica ronni; melissa missy lissa; melanie mel; alison ali; valerie val; joanna jo; rosemary rosie; christina
tina chrissy; eleanor ellie; isabel izzy bella; louis lou; william will bill; vincent vince; nathaniel nat nate;
terence terry tel; francisco paco fran; jose pepe; manuel manu; vladislav vlad; alexander sasha; evgeny zhenya;
valentina valya
`;

const ENGLISH = `
aaron aron ron ronnie; abigail abby abbie abi gail abbey abigale; abraham abe bram abram; adam ade adi; adelaide addie
ada heidi; adrian ade adie adrien; adrienne adriana; agnes aggie nessie nesta; alan allan allen alun; albert al bert
bertie; alexander alex al alec alek sandy sasha xander zander lex alexandre alexandr aleksandr aleksander alexandros
aleksandar oleksandr aliaksandr; alexandra alex alexa lexi lexie sandra sandy sasha xandra alexandria aleksandra
oleksandra alessandra; alfred alf alfie fred freddie al; alice ali allie; alison allison ali allie alyson ally;
alistair alastair alasdair al ali; amanda mandy manda mandi; amelia millie mel; amy aimee ami; andrea andie andy drea;
andrew andy drew andie; angela angie ange angel; ann anne annie anna anny nan; annabel annabelle belle bella; annette
annie nettie; anthony tony ant anton toni antony; antoinette toni nettie netta; archibald archie arch baldie; arnold
arnie arn; arthur art artie arty; ashley ash ashleigh ashlee; audrey aud dee; augustus gus augie august; barbara barb
barbie babs bobbie barbra barbora; barnabas barney barnaby; bartholomew bart barty bat; beatrice bea bee trixie trish
beatrix beatriz; belinda bel linda lindy; benedict ben bennie benny; benjamin ben benji benny benjy bennie benj;
bernadette bernie detta; bernard bernie barney bern; bethany beth; beverly bev beverley; bradley brad; brandon bran
brand; brenda bren; brendan bren brandan; brian bryan bryant; bridget bridie biddy brigid; bronwyn bron bronwen; caleb
cal; calvin cal vin vinny; cameron cam ron; camille cammie millie cam camilla; caroline carol carrie caz lyn carolyn
carolina carolin; carol carole carrie caroll; cassandra cass cassie sandra sandy casandra; catherine cathy cath cat
kate katie kathy kit kitty catharine katherine katharine kathryn cathryn kat kath kay katy katey catarina katarina
katerina kathrin; cecilia cecily cece cissy celia cecelia; charles charlie chuck chas chaz charley chip; charlotte
charlie lottie lotte char carly charley; chester chet; christian chris christie kit cristian kristian; christina chris
chrissy tina christine chrissie kris krista kristina kristine cristina crissy christy kristin; christopher chris kit
topher christoph kris cristopher kristopher christophe; clara claire clare; clarence clare clancy; claudia claud
claudie; clement clem clemmie; clifford cliff; clinton clint; colin col; constance connie conny; cornelius con connie
neil corny cornel; courtney court; crystal kristal chris krystal; curtis curt; cynthia cindy cyndi cindi; cyril cy;
daniel dan danny dani dannie; danielle dani danny daniella daniela; darlene darla; darren daz darrin; david dave davey
davie davy davide; deborah deb debbie debs debra debora; delbert del bert; denise dee denny; dennis den denny denis;
derek del derrick deric; desmond des dez; diana di dee diane dianne dyan dianna; dolores dolly lola lolly; dominic dom
nick nicky dominick dominik; donald don donnie donny; donna don; dorothy dot dottie dolly dory thea dorothea dorotea;
douglas doug dougie duggie douglass; duncan dunc; dwight ike; earnest ernie ernest ernst; edgar ed eddie ned; edith
edie ede; edmund ed eddie ned ted eamon edmond; edna eddie; edward ed eddie ned ted teddy eddy eduard edvard; edwin ed
eddie ned win; eileen aileen ellie; elaine lainie ellie; eleanor ellie ella nell nellie lenny elenor elinor leonor
eleanore elli; elijah eli lige; elizabeth liz lizzie beth betty bess bessie betsy eliza libby liza lisbet elisabeth
lizzy bette ellie elise elsie lilibet bettie; ella ellie; ellen nell nellie ellie len; elliott eliot elliot; emily em
emmy millie emmie emilie; emma em emmy; eric rick ricky erik; erica rikki erika ricki; ernestine erna tina; esther
essie hester etty ester; ethan eth; eugene gene; eunice eunie; eva eve evie; evangeline eva evie angie; evelyn eve
evie lyn evelin; felicity fliss flick lissa; ferdinand ferdie fred fernando; florence flo florrie flossie; frances
fran francie fanny frankie sissy francine; francis frank fran frankie francois; franklin frank frankie; frederick fred
freddie freddy fritz rick frederic fredrik fredric; gabriel gabe gabby; gabrielle gabby gabi gabriella elle gaby; gail
gayle gale; gareth gaz; gary gaz garry; gavin gav; genevieve gen jenny evie viv; geoffrey geoff jeff jeffrey jeffery
jeffry; george georgie geo; georgina georgie gina georgia georgiana; gerald gerry jerry ged jerald; geraldine gerry
gerri dina; gerard gerry ged gerrard; gertrude gertie trudy gert; gilbert gil bert; gillian gill jill jilly gilly;
glenn glen; gloria glo; gordon gord gordy gordie; grace gracie; graham gray grahame graeme; gregory greg gregg gregor
grzegorz; griffin griff; guinevere gwen; gwendolyn gwen wendy gwendoline; hannah hanna nan anna; harold harry hal
harald; harriet hattie harry; harrison harry; harvey harv; hayley hailey haley; heather heath hettie; helen nell
nellie lena helena helene ellie; henrietta hettie etta hattie henri; henry harry hank hal hen; herbert herb bert
herbie; herman hermann; hillary hilary hil; howard howie; hubert bert; hugh hughie huw; humphrey hump; ian iain;
ignatius iggy nate; imogen immy; irene rene reenie; isaac ike zac izaak izzy; isabel isabella izzy bella belle issy
isabelle ysabel isobel izabela; isaiah zay ike; jack jackie; jacob jake jakob jack jacky; jacqueline jackie jacqui
jacquelyn jaclyn jacquie; james jim jimmy jamie jem jimmie jas; jane janie jenny jayne; janet jan jannie janette;
janice jan janis; jared jerry; jasmine jas jazz yasmin yasmine jasmin; jason jay jace; jean jeannie jeanie jeanne;
jeannette jean nettie jeanette; jenna jen jenny; jennifer jen jenny jenn jennie jenifer; jeremiah jerry jem; jeremy
jez jem jerry jeremie; jerome jerry gerome; jessica jess jessie jessi; jessie jess jesse; jesse jess jessy; joan
joanie jo; joanna jo joanne jojo joann joana; jocelyn joss lyn joy jocelin; joel joe; john jack johnny jon johnnie
jonny jock; jonathan jon johnny jonny nathan jonathon johnathan jonatan; jordan jordy jd; joseph joe joey jos jo
josef; josephine jo josie fifi joey posie josefine josefina; joshua josh; joyce joy; juanita nita; judith judy jude
judi; julia jules julie; julian jules julien; juliet jules julie juliette; julius jules; june junie; justin justus
jus; karen kaz karin karyn caren; kayla kay; keith keefe; kelly kell kelley kellie; kelsey kels kelsie; kendra ken
kenny; kenneth ken kenny kenn; kerry kez kerri keri; kevin kev kevyn; kimberly kim kimmy kimberley kimmie; kirsty
kirst kirstie; kristen kris kristie kristin; lance larry; lauren laurie loren lori; laura laurie lori lora; laurence
larry laurie lawrence laz; lavinia vinnie; leah lea leigh; leanne lee annie; lee leigh; leila layla leyla; leonard len
lenny leo; leopold leo poldie; leroy roy lee; leslie les lesley lez; lewis lew lou; lillian lil lily lilly lilian;
linda lindy lynn lyn lynda; lindsay lin lindsey linz; lionel leo; llewellyn lyn lew; lloyd loyd floyd; loretta etta
lorrie retta; lorraine lori lorrie raine; louis lou louie; louisa lou lulu; louise lou lulu louisa; lucas luca lukas;
lucille lucy lu lucie; lucinda lucy cindy cindi; lucy lu luce lucia lucie; luke luc; lydia lyddie; lynn lyn lynne lin;
mabel mab may; mackenzie mac kenzie mckenzie; madeline maddie maddy lynn madeleine madelyn madalyn; malcolm mal malc;
marcella marcy; marcus marc markus; margaret maggie meg peggy peggie peg madge marge margie greta daisy mags maisie margot
margo mamie margaretha margareta margarete; maria mia ria marie mariah mari; marianne mari marian; marilyn lyn marlyn;
marion marian; marjorie marge margie marj margery; mark marc; marlene marla lena; marsha marcia marcie; martha marty
mattie patsy marta; martin marty mart martyn marten; marvin marv mervin; mary molly polly may mamie mae minnie mimi
moll; mathilda tilly matilda tilda mattie mathilde; matthew matt matty mat mathew; maureen mo maura moe reenie;
maurice mo morris maury moe moritz; maxine max; maxwell max; maximilian max maxi maksymilian; megan meg meggie meghan
meagan; melanie mel melly lanie; melinda mel mindy lindy; melissa mel missy lissa lisa; melvin mel melvyn; mercedes
mercy sadie; meredith merry; michael mike mick mickey mikey mitch micky micheal mikael; michelle shelly chelle mich
micki michele shell; mildred millie milly; miles milo myles; millicent millie milly; miranda randy mandy mira; miriam
mim mimi mitzi; mitchell mitch; mohammed mo mohamed muhammad mohammad mohamad muhammed mohd moh; molly moll mollie;
monica monika mon; montgomery monty; morgan mo; morris mo moe; moses mo moe; muriel mu; nadine dee; nancy nan nance;
naomi nomi omi; natalie nat nattie natalia nathalie; nathan nate nat; nathaniel nate nat nathan than nathanael; neil
neal niall; nicholas nick nicky nico nicolas nik niko niklas nikolas nickolas; nicola nicky nikki nic; nicole nicky
nikki nic nicola nickie; nigel nige; noel nowell; nora norah; norman norm; olive ollie; oliver ollie oli olly; olivia
liv livvy ollie; oscar ozzy oskar; oswald ozzie oz; owen owain; paige page; pamela pam pammy; patricia pat patty
tricia trish patsy patti trisha; patrick pat paddy rick patty; paul paulie pauly; paula polly; pauline polly; penelope
penny pen nell; percival percy; peter pete petey; philip phil pip phillip phill philipp flip; philippa pippa pip phil;
phoebe pheebs; phyllis phyl phil; priscilla cilla prissy; prudence pru prue; quentin quinn quint; rachel rach rache
rae rachael shelly rachelle; ralph ralf rafe; ramona mona; randall randy randolph; randolph randy dolph; raymond ray
raimund ramon; rebecca becky becca bec beck becki rebekah reba bex rebecka; reginald reg reggie rex; reuben rube
ruben; rhonda ron ronnie; richard rick dick rich ricky richie rickie dickie ricki; robert bob rob bobby robbie bobbie
robin rab bert robb; roberta bobbie robbie bertie; robin rob robyn; robyn robin; roderick rod roddy rick; rodney rod
roddy; roger rog rodger; roland rollo rolly rowland; ronald ron ronnie ronny; rosalind ros roz rosie lindy; rosemary
rose rosie romy rosemarie; rose rosie rosa; rosanna rose; roxanne roxy roxie; rowena ro; rudolph rudy rudolf dolph;
rupert rupe; russell russ rusty russel; ruth ruthie; ryan ry; sabrina brina; samantha sam sammy sammie mandy; samson
sam; samuel sam sammy; sandra sandy sandie sondra; sarah sally sadie sara sal; saul sol; scott scotty; sean shaun
shawn; sebastian seb bas bastian seba; selina lina selena; seymour sy; shannon shan; sharon shaz shari sharron; sheila
shelly; shirley shirl; sidney sid sydney; sigmund sig ziggy siegmund; silas si; silvester sly sylvester; simon si
simeon; solomon sol solly; sophia sophie soph sofia sofie zofia; spencer spence; stanley stan; stella stel estelle;
stephanie steph stevie stef steffi stefanie stephie; stephen steve stevie steven ste stephan steph; stewart stu
stuart; stuart stu stewart; susan sue susie suzy suzie suzanne susanna sukie suze susannah; sylvia syl silvia; tabitha
tabby; tamara tammy tam tammi; tanya tania tan; teresa terry tess tessa terri theresa therese reese teri; terence
terry tel terrance terrence; thaddeus tad thad teddy; theodora dora theo thea; theodore ted teddy theo theodor; thomas
tom tommy thom tomas; tiffany tiff; timothy tim timmy; tobias toby tobi; todd tod; tracy trace tracey traci; trevor
trev; tristan tris tristram; tyler ty; ursula ursa ulla uschi; valentine val; valerie val valeria; vanessa ness nessa
van; vera vee; veronica ronnie ronni nica vera veronika; victor vic vick viktor; victoria vicky vic tori vicki viki
vickie viktoria toria; vincent vince vinny vin vinnie; viola vi ola; violet vi lettie; virginia ginny ginger ginnie;
vivian viv vivien vivienne; wallace wally; walter walt wally wat walther; wendy wen; wesley wes; wilbur will wil;
wilfred wilf will fred; wilhelmina mina wilma billie minnie willa; william bill will billy willy billie liam willie
bil; winifred win winnie fred freda; winston win; woodrow woody; yolanda yo yolande; yvonne von evonne; yvette vette;
zachary zach zack zak zac zachariah zackary
`;

const CONTINENTAL = `
alberto beto tito; alejandro alex ale jandro; alejandra ale alex jandra; alfonso poncho fonso alonso; alfredo fredo;
ana anita anna anitta; angel angelito; antonio tono toni antonito tonio antoni; antonia tona toni; beatriz bea bety;
carlos carlitos charlie calo; carmen carmela carmina carmencita; catalina cata lina; concepcion concha conchita;
consuelo chelo; cristina cris tina; dolores lola lolita loli; domingo mingo; eduardo edu lalo eddie; elena nena lena;
emilio milo; enrique quique kike; enriqueta queta; ernesto neto; esperanza espe lancha; eugenia geni maru; federico
fede; felipe pipe felo; fernando nando fer ferdi; fernanda fer nanda; francisco paco pancho curro fran quico cisco
kiko; francisca paca paqui pancha; gabriel gabi; gerardo jerry; gregorio goyo; guadalupe lupe lupita; guillermo memo
guille willy; guillermina mina; gustavo gus tavo; hector tito; humberto beto; ignacio nacho; inmaculada inma; isabel
isa chabela chavela; jacobo cobo; javier javi xavier; jesus chucho chuy suso; jorge koke; jose pepe chepe pepito
josep; josefa pepa pepita fina; joaquin quino chimo joaquim; juan juanito juancho; juana juanita; julian juli; laura
lala; leonardo leo nardo; lorenzo loren; lourdes lulu; lucia luci lucy; luis lucho luisito lluis; luisa lucha; manuel
manolo manu lolo manny; manuela manoli manola; marcos marco; maria mari maruja mariquita; mariano nano; maricarmen
mari; mercedes merche meche; miguel migue michel; montserrat montse; natividad nati; nicolas nico; patricio pato;
patricia patri; pablo pau; pedro perico pedrito; pilar pili; rafael rafa rafi; ramon moncho; raul rulo; ricardo rica
ricky; roberto beto robertito; rocio chio; rodrigo rodri; rosario charo chayo; salvador salva chava; santiago santi
chago yago; sebastian seba; sergio checo; socorro coco; teresa tere teresita; vicente chente; victor vitor; victoria
vicky; yolanda yoli; agostinho tinho; fatima fati; gonzalo gon; joao joaozinho; luiz luizinho lula; paulo paulinho;
alexandre xande; alain al; antoine toine tony; bernadette nadette; catherine cathy; christelle chris; christiane
chris; dominique dom domi; elisabeth babette lison; emmanuel manu emanuel; emmanuelle manue; florian flo; francois
fanfan franck; frederic fred; frederique fred; genevieve ginette; gerard gege; guillaume guigui; henri riton; isabelle
isa zaza; jacques jacquot jacky; jeanbaptiste jb; jean jeannot; jerome jeje; joel jojo; josephine josette; laurent
lolo lau; louis loulou; madeleine mado; marguerite margot; mathieu mat; maximilien max; michel michou mimi; monique
momo; nathalie nath; nicolas nico; philippe phil; pierre pierrot; sebastien seb bastien; sylvie syl; thierry titi;
valentin val; veronique vero; vincent vince; xavier xav; yannick yann; andreas andi anders; annegret anne; annemarie
anne; anneliese liesel; barbara babsi; bernhard bernd berni; brigitte gitte gitta biggi; burkhard burki; christoph
stoffel; dietrich dieter; dorothea dorle thea; eberhard ebi; elfriede friedel; elisabeth lisl elsbeth lies; ferdinand
ferdi; franziska franzi sissi; franz franzl; friederike rike fritzi; friedrich fritz frieder; gabriele gabi; georg
schorsch; gerhard gerd; gunther gunter guenther guenter; hannelore hanne lore; heinrich heinz heiner hein; helmut
helmi helmuth hellmut; hildegard hilde hilla; ignaz nazi; ingeborg inge; joachim achim jochen; johann hans johannes
hannes; johanna hanna hanne; josef sepp jupp; karl kalle; karoline karo lina; katharina kathi kati katja katrin kathe;
klaus nikolaus; konrad kuno conny; lieselotte lilo lotte; ludwig lutz wiggerl; magdalena magda lena leni; manfred
manni fredi; margarete grete gretchen gretel marga; mathias matze hias; matthaus matze; michael michi michl; michaela
michi; nikolaus niko; reinhard reini; reinhold reini; roswitha rosi; rudolf rudi; rosina rosi; sabine bine; sebastian
basti wastl; siegfried sigi siggi; sigrid siri; stefan steff; stephanie steffi; susanne susi sanne; theresia resi
thesi; thomas tommi; ulrich uli ulli; ulrike uli rike ulli; ursula uschi ulla; viktoria vicky; walburga burgi;
waltraud traudl; wilhelm willi helmi willy; wolfgang wolf wolfi; wolfram wolf; alessandro sandro ale; alessandra
sandra ale; andrea dea; angelo angiolino; antonella nella; antonio nino toto; bartolomeo bartolo meo; beatrice bice;
benedetto ben; caterina rina cate; domenico mimmo menico; elisabetta betta elisa lisa; enrico rico; filippo pippo
fili; francesco franco ciccio cecco checco fra; francesca franca fra; gaetano tano; giancarlo gian; gianluca luca
gian; giorgio gio; giovanna gianna vanna; giovanni gianni nanni vanni gio; giuseppe beppe peppe pino peppino beppino;
giuseppina pina giusy pinuccia; leonardo leo nardo; lorenzo renzo lory; luigi gigi gino luigino; maddalena lena;
margherita rita marghe; matteo teo; nicola nico; pasquale lino pasqualino; pietro piero; raffaele lello raffa; roberto
robi; salvatore toto turi salvo; sebastiano bastiano seba; stefano ste; teresa teresina; tommaso maso tommi; umberto
berto; valentina vale; vincenzo enzo vince vinny; anna ania anka; alexander sasha shura sanya; alexandra sasha shura
sanya; aleksey alyosha alexey aleksei alexei lyosha oleksiy; anastasia nastya anastasiya asya stasya anastasiia;
anatoly tolya anatoliy anatolii; andrey andrei andriy andrij andrii; anton antosha; boris borya; daria dasha dariya
darya; dmitry dima mitya dmitri dmitriy dmytro dmitrii; ekaterina katya yekaterina kateryna katia katja; elena lena
yelena olena; elizaveta liza yelizaveta; evgeny zhenya yevgeny evgeniy evgenii yevhen; evgenia zhenya yevgenia
evgeniya; fyodor fedor fedya; galina galya halyna; gennady gena; georgy gosha zhora georgiy; grigory grisha grigoriy
hryhoriy; igor gosha ihor; ilya ilia ilusha illia; irina ira iryna irinka; ivan vanya ivanko; konstantin kostya;
ksenia ksyusha kseniya xenia oksana; larisa lara; leonid lyonya; lev lyova; lidia lida lidiya; lyubov lyuba; lyudmila
lyuda mila ludmila liudmyla; margarita rita; maria masha mariya mariia marusya; marina marisha maryna; maksim max
maxim maks; mikhail misha mykhailo mihail mykhaylo; nadezhda nadya nadia; natalia natasha nataliya nataliia natalya;
nikita nik; nikolay kolya nikolai mykola; oleg oleh; olga olya olha; pavel pasha pavlo; polina polya; pyotr petya petr
petro; roman roma; semyon semen syoma; sergey serezha seryozha sergei serhii serhiy; sofia sonya sofya sofiya;
stanislav stas slava; stepan styopa; svetlana sveta svitlana; tamara toma; tatiana tanya tatyana tetiana tetyana;
timofey tima timofei; vadim vadik vadym; valentina valya; valery valera valeriy; vasily vasya vasyl vasiliy; viktor
vitya; viktoria vika viktoriya; vladimir vova volodya volodymyr vlad; vladislav vlad vladik slava; vyacheslav slava;
yakov yasha; yegor egor; yulia yulya julia iuliia yuliya; yuri yura yury iurii yuriy; zinaida zina; agnieszka aga;
aleksander olek alek; andrzej jedrek; barbara basia; elzbieta ela; franciszek franek; grzegorz grzesiek; jakub kuba;
jan janek jasiu; joanna asia; jozef jozek; katarzyna kasia kaska; krzysztof krzysiek krzys; maciej maciek; magdalena
magda; malgorzata gosia malgosia; mateusz mati; michal michalek; pawel pawelek; piotr piotrek; stanislaw staszek stas;
tomasz tomek; wojciech wojtek; zbigniew zbyszek; jiri jirka; vaclav vasek; frantisek franta; josef pepa; istvan pista;
jozsef jozsi; laszlo laci; ferenc feri; anders andy; birgitta gittan britta; elisabet lisa lisbeth bettan; fredrik
fredde; gunnar gurra; gustaf gusten gustav gurra; henrik henke; johan janne jonny; karolina karro; katarina kattis
kajsa; kristofer kricke stoffe; lars lasse; magnus mange; margareta greta maggan; mats matte; mikael micke micael;
nils nisse niels; olof olle olov olav; per pelle; stefan steffe; tobias tobbe; torbjorn tobbe; ulf uffe; cornelis cor
kees cees; hendrik henk rik hein; jacobus jaap koos; johannes jan hans johan joop; maria marieke mieke ria; petrus
piet; theodorus theo dorus; wilhelmus wim willem; willem wim pim; adrianus ad adriaan arie; gerardus gerard ger;
antonius ton toon; lambertus bert; abdullah abdallah abdul; ahmed ahmad ahmet; ali aly; hussein hussain huseyin
hossein husein; ibrahim ebrahim; khalid khaled halid; mahmoud mahmud; mustafa mostafa moustafa; omar umar omer; osman
usman othman; yusuf youssef yousef yosef yousuf; fatima fatma fatemeh fatimah
`;

/** Pet name or spelling → its full forms, in the order of the table; a full form has itself first. */
export const FULL_FORMS: ReadonlyMap<string, readonly string[]> = indexForms([MOST_LIKELY, ENGLISH, CONTINENTAL]);

function indexForms(tables: readonly string[]): Map<string, string[]> {
  const groups = tables.flatMap((table) => table.split(';')).map((group) => group.trim().split(/\s+/));
  const forms = new Map<string, string[]>();
  for (const [full] of groups) if (full) forms.set(full, [full]);
  for (const [full, ...petNames] of groups) {
    if (full) for (const petName of petNames) addForm(forms, petName, full);
  }
  return forms;
}

function addForm(forms: Map<string, string[]>, petName: string, full: string): void {
  const known = forms.get(petName);
  if (known === undefined) forms.set(petName, [full]);
  else if (!known.includes(full)) known.push(full);
}
