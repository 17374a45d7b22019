/** What people are called instead of the name in their passport, the commonest form first. */
const table = `Elizabeth:Liz,Beth,Betsy,Lizzie,Eliza Margaret:Maggie,Peggy,Meg,Marge Katherine:Kate,Katie,Kathy,Kat Catherine:Cathy,Kate,Cat
Jennifer:Jen,Jenny Susan:Sue,Susie Jessica:Jess,Jessie Rebecca:Becky,Becca Samantha:Sam,Sammy Deborah:Deb,Debbie Patricia:Pat,Patty,Trish
Barbara:Barb,Babs Christine:Chris,Chrissy,Tina Victoria:Vicky,Tori Kimberly:Kim Stephanie:Steph Pamela:Pam Alexandra:Alex,Sandra,Lexi
Sandra:Sandy Cynthia:Cindy Theresa:Terry,Tess,Tracy Kathleen:Kathy,Kath Judith:Judy Frances:Fran,Frannie Dorothy:Dot,Dottie Eleanor:Ellie,Nell
Josephine:Jo,Josie Abigail:Abby Natalie:Nat Amanda:Mandy Nicole:Nicky Allison:Ally Charlotte:Charlie,Lottie Isabella:Bella,Izzy Madison:Maddie
Penelope:Penny Virginia:Ginny Jacqueline:Jackie Melissa:Missy,Mel Danielle:Dani Caroline:Carrie Gwendolyn:Gwen Beatrice:Bea Harriet:Hattie
Mary:Molly,Polly Emily:Em,Emmy Rachel:Rach Nancy:Nan Laura:Laurie Martha:Marty Michelle:Shelly Megan:Meg Florence:Flo Winifred:Winnie
Robert:Bob,Rob,Bobby,Robbie William:Bill,Will,Billy,Liam Richard:Rick,Dick,Rich,Richie James:Jim,Jimmy,Jamie John:Jack,Johnny Michael:Mike,Mick,Mickey
David:Dave,Davey Thomas:Tom,Tommy Christopher:Chris,Kit Daniel:Dan,Danny Matthew:Matt Joseph:Joe,Joey Andrew:Andy,Drew Joshua:Josh
Benjamin:Ben,Benny Nicholas:Nick,Nicky Samuel:Sam,Sammy Jacob:Jake Steven:Steve Stephen:Steve Jonathan:Jon,Jonny Charles:Charlie,Chuck
Alexander:Alex,Sandy,Xander Timothy:Tim,Timmy Anthony:Tony Kenneth:Ken,Kenny Edward:Ed,Ted,Eddie,Ned Jeffrey:Jeff Gregory:Greg Patrick:Pat,Paddy
Nathan:Nate Zachary:Zach Henry:Hank,Harry Gabriel:Gabe Douglas:Doug Harold:Harry,Hal Lawrence:Larry Raymond:Ray Gerald:Gerry,Jerry Eugene:Gene
Russell:Russ Philip:Phil Howard:Howie Frederick:Fred,Freddie Albert:Al,Bert Arthur:Art,Artie Stanley:Stan Leonard:Len,Lenny Ernest:Ernie
Clifford:Cliff Theodore:Ted,Theo Francis:Frank,Frankie Wesley:Wes Elijah:Eli Sebastian:Seb,Bas Ronald:Ron,Ronnie Walter:Walt,Wally Cameron:Cam
Maureen:Mo,Reenie Bridget:Bridie,Biddy Caitlin:Cait Brendan:Bren Seamus:Shay Guadalupe:Lupe María:Mari,Mary Francisco:Paco,Frank José:Pepe,Joe
Jesús:Chuy Ignacio:Nacho Isabel:Isa Alejandro:Alex Eduardo:Eddie,Lalo Roberto:Beto Guillaume:Will Sébastien:Seb Geneviève:Gen Isabelle:Isa
Katharina:Kathi Friedrich:Fritz Heinrich:Heinz Giuseppe:Joe,Beppe Salvatore:Sal Francesco:Frank Antonio:Tony Giovanni:John,Gianni Vincenzo:Vinny
Katarzyna:Kasia Małgorzata:Gosia,Margaret Krzysztof:Chris Stanisław:Stan,Staszek Wojciech:Wojtek,Al Agnieszka:Aga Konstantinos:Gus,Costa
Georgios:George Dimitrios:Jim,Dimitri Ioannis:John,Yanni Nikolaos:Nick Panagiotis:Pete,Panos Theodoros:Ted Mohammed:Mo Mohamed:Mo
Abdirahman:Abdi Chukwuemeka:Emeka Oluwaseun:Seun Funmilayo:Funmi Temitope:Tope Oleksandr:Sasha,Alex Dmitri:Dima Ekaterina:Katya
Anastasia:Nastya Tatiana:Tanya Vladimir:Vova,Vlad Venkatesh:Venkat Siddharth:Sid Lakshmi:Lucky Xiaoling:Lily Zhiwei:David Meiling:May`;

/** Short and pet forms by given name; names that have none are absent. */
export const nicknames: ReadonlyMap<string, readonly string[]> = new Map(
  table.split(/\s+/u).map((entry): [string, string[]] => {
    const [name = '', forms = ''] = entry.split(':');
    return [name, forms.split(',')];
  }),
);
