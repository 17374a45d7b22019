import type { Culture } from './given-names.ts';

/** Surnames as they are listed, the commonest first; the English list is lengthened by place-like names below. */
const listed: Readonly<Record<Culture, readonly string[]>> = {
  anglo: words(`Smith Johnson Brown Williams Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White Harris
    Martin Thompson Clark Lewis Robinson Walker Hall Young Allen Wright King Scott Green Baker Adams Nelson Hill Campbell
    Mitchell Roberts Carter Phillips Evans Turner Parker Collins Edwards Stewart Morris Rogers Reed Cook Morgan Bell Cooper
    Richardson Cox Howard Ward Peterson Gray Watson Brooks Sanders Price Bennett Wood Barnes Ross Henderson Coleman Jenkins
    Perry Powell Long Patterson Hughes Foster Bryant Alexander Russell Griffin Hayes Myers Ford Hamilton Graham Wallace West
    Cole Stevens Hunt Palmer Robertson Gibson Stone Knight Weaver Porter Black Webb Tucker Hawkins Burke Hunter Hicks Dixon
    Gordon Shaw Holmes Rice Robbins Warren Fox Mason Dunn Ferguson Nichols Grant Lane Spencer Gardner Payne Pierce Stephens
    Arnold Andrews Hart Berry Carpenter Harper Bradley Lawrence Elliott Chapman Armstrong Carroll Duncan Cunningham Greene
    Crawford Boyd Fowler Franklin Bishop Hudson Fields Day Simpson Weston Fuller Sawyer Chandler Cobb Chase Emery Merrill
    Libby Littlefield Dyer Staples Bragdon Hanscom Leavitt Plummer Pinkham Varney Huff Dow Sewall Whitten Thurlow Gowen Beal
    Alley Look Crowley Faulkingham Wentworth Peabody Winslow Standish Alden Brewster Cushing Lathrop Thayer Wadsworth
    Bowditch Saltonstall Gage Fogg Tarbox Trefethen Skillings Doughty Cram Hutchins Boothby Rollins Prescott Tilton Colby
    Bickford Ordway Philbrick Sanborn Towle Blaisdell Osgood Sargent Currier Pettengill Flanders Hoyt Kimball`),
  irish:
    words(`Murphy O'Brien Sullivan Kelly Walsh Ryan O'Connor McCarthy Doyle Gallagher Kennedy Lynch Murray Quinn McLaughlin
    O'Neill Daly Doherty Flynn Connolly Fitzgerald Brennan Burns Nolan Foley O'Donnell McDonald McKenna Hennessy Flaherty
    O'Reilly Kavanagh Maguire McGrath Tierney Costello Cullen Hogan Moriarty McInerney`),
  hispanic:
    words(`García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Cruz
    Morales Ortiz Gutiérrez Reyes Ramos Ruiz Álvarez Castillo Jiménez Vásquez Mendoza Romero Herrera Medina Aguilar Vargas
    Muñoz Guzmán Santiago Delgado Núñez Cabrera Peña Acosta Figueroa Villaseñor Ibáñez Zúñiga Marroquín Quiñones`),
  french:
    words(`Tremblay Gagnon Roy Côté Bouchard Gauthier Morin Lavoie Fortin Gagné Ouellette Pelletier Bélanger Lévesque
    Bergeron Leblanc Michaud Cyr Thibodeau Dubois Moreau Lefebvre Durand Girard Rousseau Mercier Beaulieu Caron Nadeau
    Poulin Théberge Desjardins Lachance Saint-Pierre Deschênes Boucher Hébert Lemieux Gélinas Châtelain`),
  german:
    words(`Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf
    Schröder Neumann Schwarz Zimmermann Krüger Hartmann Lange Krause Lehmann Köhler König Jäger Vogel Groß Böhm Strauß
    Weiß Schäfer Brückner Kühn`),
  italian:
    words(`Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti DeLuca Costa Giordano
    Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini DiMarco DiPietro
    Cavallaro Pellegrino Mastroianni`),
  polish:
    words(`Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski
    Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Majewski`),
  nordic:
    words(`Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Hansen Jensen Nielsen Pedersen Larsen Sørensen
    Lindqvist Bergström Lindström Åkesson Söderberg Halvorsen Bjørnstad Virtanen Korhonen Mäkinen Nyström Ødegård`),
  portuguese:
    words(`Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques
    Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Medeiros Simões Araújo`),
  greek:
    words(`Papadopoulos Georgiou Nikolaidis Pappas Economou Karras Dimitriou Vlahos Kostopoulos Angelopoulos Makris Christodoulou
    Stavropoulos Katsaros Zervas Alexopoulos`),
  jewish:
    words(`Cohen Levy Katz Friedman Goldberg Shapiro Rosenberg Kaplan Weinstein Schwartz Rosen Greenberg Silverman Epstein
    Feldman Abramowitz Birnbaum Mizrahi Peretz Halpern`),
  chinese: words(
    `Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Lin Guo He Gao Luo Wong Chan Leung Cheung Lau Ng`,
  ),
  vietnamese: words(`Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý`),
  korean: words(`Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Shin Seo Kwon Song`),
  japanese:
    words(`Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue
    Kimura Hayashi Shimizu`),
  indian:
    words(`Patel Singh Kumar Sharma Shah Gupta Reddy Rao Iyer Nair Mehta Desai Kapoor Chopra Joshi Banerjee Mukherjee Das Pillai
    Krishnan Subramanian Kaur Gill Dhillon Chatterjee Venkataraman`),
  arabic:
    words(`Ahmed Ali Hassan Khan Ibrahim Mansour Haddad Khoury Saleh Nasser Hussein Farouk Aziz Rahman Qureshi Siddiqui Malik
    Al-Masri El-Sayed Abdallah Darwish Hamdan`),
  somali: words(
    `Mohamed Ahmed Ali Hassan Abdi Ibrahim Omar Farah Osman Yusuf Abdullahi Hussein Jama Warsame Nur Aden Abukar Sheikh`,
  ),
  nigerian:
    words(`Okafor Adeyemi Okonkwo Eze Balogun Nwosu Adebayo Obi Okoro Ogunleye Chukwu Afolabi Nnamdi Adeleke Onyekachi Olawale
    Uzoma Igwe`),
  slavic:
    words(`Ivanov Petrov Shevchenko Kovalenko Bondarenko Tkachenko Novak Volkov Kuznetsov Popov Morozov Pavlenko Melnyk Kravchenko
    Lysenko Sokolov Jovanović Petrović Marković Horvat`),
  turkish: words(`Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Koç`),
};

const placeStems =
  words(`Ash Black Brad Brom Burn Cald Clay Cran Dal East Elm Fair Farn Glen Hal Haw Hay Holl King Lang Lin
  Marl Mil Nor Oak Pem Rad Red Ring Rock Sel Shel Stan Sut Thorn Wal War Wat Whit Wool`);
const placeEnds = words('ford ley ton well wood field worth ham bury brook den ridge land mere');

/** Every culture's surnames: about 1,100 in all, of which 560 are built from English stems and endings (the long tail). */
export const familyNames: Readonly<Record<Culture, readonly string[]>> = {
  ...listed,
  anglo: [...listed.anglo, ...placeNames().filter((name) => !listed.anglo.includes(name))],
};

/** Stems and endings interleaved, so that neighbours in rank do not look alike. */
function placeNames(): string[] {
  const count = placeStems.length * placeEnds.length;
  return Array.from({ length: count }, (_, i) => {
    const at = (i * 187) % count;
    return `${placeStems[at % placeStems.length]}${placeEnds[Math.floor(at / placeStems.length)]}`;
  });
}

function words(text: string): string[] {
  return text.split(/\s+/u);
}
