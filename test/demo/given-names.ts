/** Given names by culture, the commonest first: place in the list is the rank for Zipf's law. */
export type Culture =
  | 'anglo'
  | 'irish'
  | 'hispanic'
  | 'french'
  | 'german'
  | 'italian'
  | 'polish'
  | 'nordic'
  | 'portuguese'
  | 'greek'
  | 'jewish'
  | 'chinese'
  | 'vietnamese'
  | 'korean'
  | 'japanese'
  | 'indian'
  | 'arabic'
  | 'somali'
  | 'nigerian'
  | 'slavic'
  | 'turkish';

type GivenNames = { female: readonly string[]; male: readonly string[] };

export const givenNames: Readonly<Record<Culture, GivenNames>> = {
  anglo: {
    female: words(`Mary Jennifer Elizabeth Sarah Emily Susan Jessica Margaret Ashley Karen Amanda Emma Nancy Lisa Olivia
      Megan Katherine Rachel Hannah Laura Rebecca Samantha Julia Abigail Grace Deborah Carol Christine Victoria Nicole
      Barbara Patricia Linda Donna Sandra Michelle Kimberly Melissa Amy Stephanie Heather Lauren Kathleen Pamela Catherine
      Madison Sophia Charlotte Ava Isabella Chloe Natalie Alexandra Caroline Judith Cheryl Martha Frances Alice Ruth Helen
      Anna Diane Janet Joyce Virginia Dorothy Beverly Theresa Kelly Erin Holly April Brooke Paige Leah Audrey Claire
      Lillian Eleanor Violet Hazel Lucy Nora Stella Ivy Penelope Josephine Beatrice Edith Florence Harriet Rosemary
      Phyllis Shirley Gloria Wendy Tracy Dawn Tiffany Amber Danielle Kayla Brianna Alexis Taylor Morgan Sydney Jordan
      Mackenzie Allison Lindsay Cynthia Gwendolyn Meredith Marjorie Constance Winifred Tabitha Imogen Jacqueline`),
    male: words(`James John Michael William Robert David Thomas Christopher Daniel Matthew Joseph Andrew Richard Joshua
      Ryan Benjamin Nicholas Samuel Kevin Jacob Ethan Steven Mark Jonathan Charles Alexander Timothy Brian Tyler Jason
      Anthony Paul Kenneth Edward Eric Stephen Jeffrey Scott Gregory Patrick Nathan Peter Zachary Kyle Adam Aaron Henry
      Jack Noah Liam Mason Logan Lucas Owen Caleb Dylan Gabriel Isaac Luke Connor Hunter Austin Evan Cameron Ian Colin
      Douglas Harold Dennis Walter Raymond Lawrence Gerald Roger Ralph Eugene Russell Philip Howard Frederick Albert
      Arthur Stanley Leonard Ernest Warren Clifford Theodore Francis Martin Keith Craig Todd Derek Travis Shane Brett
      Wesley Seth Levi Eli Wyatt Oliver Elijah Sebastian Miles Silas Everett Jasper Felix Hugo Graham Spencer Trevor
      Clayton Desmond Rupert Alistair Barnaby Quentin Montgomery Thaddeus Bradford`),
  },
  irish: {
    female:
      words(`Bridget Maureen Eileen Sinéad Aoife Siobhán Niamh Caitlin Róisín Deirdre Orla Fiona Gráinne Ciara Colleen
      Sheila Shannon Maeve Una Nuala Clodagh Aisling`),
    male: words(`Patrick Sean Brendan Kieran Declan Liam Aidan Finn Cormac Eoin Rory Padraig Conor Dermot Fergus Oisín Niall
      Cillian Ronan Donal Seamus Tiernan`),
  },
  hispanic: {
    female:
      words(`María Ana Sofía Carmen Isabel Guadalupe Lucía Valentina Rosa Elena Gabriela Camila Teresa Juana Marisol
      Adriana Daniela Paola Verónica Beatriz Mónica Pilar Inés Ximena Yolanda Silvia Mercedes Rocío Raquel Esperanza`),
    male: words(`José Juan Luis Carlos Miguel Jesús Antonio Francisco Javier Manuel Pedro Alejandro Jorge Ricardo Fernando
      Eduardo Roberto Andrés Diego Rafael Sergio Raúl Héctor Óscar Ramón Julio Ignacio Emilio Álvaro Iván`),
  },
  french: {
    female:
      words(`Marie Sophie Camille Julie Chloé Anne Isabelle Nathalie Céline Geneviève Élise Manon Amélie Sylvie Monique
      Hélène Aurélie Véronique Mélanie Florence Zoé Margaux Thérèse Noémie Solène`),
    male: words(`Jean Pierre Michel Luc Antoine Étienne François Benoît Mathieu Philippe Alain Marc Guillaume Olivier Rémi
      Jérôme Sébastien Gilles Yves René Thibault Frédéric Gérard Loïc Raphaël`),
  },
  german: {
    female: words(`Anna Katharina Ursula Sabine Birgit Monika Petra Heike Greta Lena Johanna Franziska Ingrid Käthe
      Annelise Frieda Liesel Hannelore Ulrike`),
    male: words(`Hans Karl Stefan Jürgen Klaus Wolfgang Dieter Günther Matthias Lukas Andreas Friedrich Heinrich Otto Jörg
      Uwe Björn Rolf Ernst Konrad`),
  },
  italian: {
    female: words(`Maria Giulia Francesca Chiara Angela Rosa Lucia Giovanna Paola Elena Carla Antonella Bianca Concetta
      Donatella Ilaria Serafina Viola Ludovica Grazia`),
    male: words(`Giuseppe Antonio Marco Giovanni Francesco Salvatore Luca Paolo Vincenzo Pietro Matteo Domenico Carlo Dante
      Enzo Rocco Lorenzo Niccolò Umberto Gaetano`),
  },
  polish: {
    female: words(`Anna Katarzyna Małgorzata Agnieszka Barbara Ewa Zofia Joanna Magdalena Halina Krystyna Łucja Danuta
      Jadwiga Bożena Wanda Grażyna Żaneta`),
    male: words(`Piotr Jan Andrzej Krzysztof Tomasz Paweł Michał Łukasz Stanisław Marek Grzegorz Wojciech Jerzy Zbigniew
      Kazimierz Sławomir Mirosław Bartosz`),
  },
  nordic: {
    female: words(`Ingrid Astrid Kristina Sigrid Linnéa Maja Freja Åsa Karin Solveig Elsa Tuva Märta Runa Aino Helmi`),
    male: words(`Erik Lars Nils Anders Henrik Björn Magnus Søren Gustav Leif Jørgen Håkon Mikkel Åke Eino Väinö`),
  },
  portuguese: {
    female: words(
      `Maria Ana Beatriz Inês Catarina Conceição Fátima Lurdes Joana Mariana Graça Filipa Natália Leonor Glória`,
    ),
    male: words(`João Manuel José António Carlos Paulo Rui Tiago Nuno Luís Duarte Vítor Gonçalo Sérgio Joaquim`),
  },
  greek: {
    female: words(`Maria Eleni Katerina Sofia Georgia Despina Vasiliki Ioanna Angeliki Stavroula Kalliope Zoe`),
    male: words(
      `Georgios Dimitrios Konstantinos Ioannis Nikolaos Christos Panagiotis Spyros Stavros Theodoros Yannis Leonidas`,
    ),
  },
  jewish: {
    female: words(`Rachel Miriam Leah Rivka Esther Naomi Tamar Shira Yael Hannah Devorah Ruth Talia Noa Chaya`),
    male: words(`David Daniel Avi Noam Isaac Eitan Asher Ezra Shmuel Yosef Ari Moshe Gideon Reuben Zev`),
  },
  chinese: {
    female: words(`Mei Li Xiu Ying Yan Fang Jing Na Hui Lin Xiaoling Yuxi Xinyi Meiling Qing Lan Shu Rui`),
    male: words(`Wei Jun Ming Lei Hao Jian Tao Bo Feng Qiang Zhiwei Yong Chao Peng Guang Kai Xiang Zhen`),
  },
  vietnamese: {
    female: words(`Linh Thu Hương Mai Lan Ngọc Thảo Trang Phương Hoa Thúy Yến Vân Quỳnh Diệu`),
    male: words(`Minh Tuấn Hùng Dũng Nam Quang Hải Đức Long Thành Khánh Phúc Bảo Trung Việt`),
  },
  korean: {
    female: words(`Ji-woo Soo-jin Min-ji Hye-jin Eun-ji Yuna Seo-yeon Hana Mi-kyung Young-hee Da-eun Sora`),
    male: words(
      `Min-jun Ji-hoon Sung-min Joon-ho Hyun-woo Dong-hyun Seung-hwan Jae-sung Young-ho Tae-yang Woo-jin Kyung-soo`,
    ),
  },
  japanese: {
    female: words(`Yuki Sakura Haruka Yoko Keiko Aiko Emi Naomi Rina Mayumi Akiko Hana Michiko Kaori`),
    male: words(`Hiroshi Takashi Kenji Haruto Satoshi Kazuki Daichi Ryo Makoto Shinji Akira Naoki Yuto Taro`),
  },
  indian: {
    female: words(`Priya Anjali Lakshmi Neha Pooja Sunita Kavita Deepa Meera Divya Shreya Aishwarya Rekha Nandini Radha
      Geeta Swati Harpreet Ananya Ishani`),
    male: words(`Raj Amit Arjun Sanjay Vikram Rahul Suresh Anil Ravi Krishna Rohan Deepak Harpreet Aditya Manoj Karthik
      Venkatesh Nikhil Gurpreet Siddharth`),
  },
  arabic: {
    female: words(`Fatima Aisha Maryam Layla Nour Zainab Amina Hala Rania Salma Yasmin Huda Samira Khadija Dina Lubna`),
    male: words(
      `Mohammed Ahmed Ali Omar Hassan Ibrahim Youssef Khalid Mahmoud Tariq Karim Samir Mustafa Bilal Rashid Faisal`,
    ),
  },
  somali: {
    female: words(`Amina Fadumo Halima Hodan Sahra Ayaan Ifrah Khadra Nasra Sagal Deqa Hibaq Ubah Maryan`),
    male: words(`Mohamed Abdi Ahmed Hassan Abdirahman Yusuf Ismail Mahad Liban Farah Guled Bashir Abdullahi Warsame`),
  },
  nigerian: {
    female: words(
      `Ngozi Chidinma Adaeze Folake Amaka Yetunde Funmilayo Chioma Ifeoma Titilayo Blessing Temitope Nkechi Sade`,
    ),
    male: words(
      `Chukwuemeka Oluwaseun Emeka Tunde Chinedu Babatunde Ikenna Femi Obinna Kelechi Adewale Uche Segun Kayode`,
    ),
  },
  slavic: {
    female:
      words(`Olena Natalia Tatiana Svetlana Irina Oksana Anastasia Ekaterina Yulia Ludmila Daria Marina Vera Milena
      Jelena Snežana`),
    male: words(
      `Oleksandr Dmitri Ivan Sergei Mykola Vladimir Andriy Alexei Yuri Igor Nikolai Bohdan Boris Maxim Miloš Zoran`,
    ),
  },
  turkish: {
    female: words(`Ayşe Fatma Emine Elif Zeynep Merve Hatice Esra Gülay Özlem Şule İpek`),
    male: words(`Mehmet Mustafa Ahmet Ali Hüseyin Hasan Emre Murat Burak Çağlar Özgür Oğuz`),
  },
};

function words(text: string): string[] {
  return text.split(/\s+/u);
}
