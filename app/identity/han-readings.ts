/**
 * Mandarin readings (pinyin without tones) of the characters that Chinese names are made of: the hundred-odd commonest surnames and
 * the commonest characters of given names, simplified and traditional. In names the surname's reading is taken (单 shan, 曾 zeng).
 * A fixed table instead of the collation trick (`localeCompare` in pinyin order): that one changes with the ICU version, and
 * blocking keys must not.
 */
const READINGS = `
ai艾爱愛 an安 ao敖傲 ba巴 bai白百柏 ban班 bao包保宝寶鲍鮑 bei贝貝蓓北 bi毕畢碧 bian卞边邊 bin宾賓彬斌滨濱 bing冰兵丙炳秉 bo博波伯勃薄
bu卜步 cai蔡才财財彩采 can灿燦 cang仓 cao曹操 cen岑 chai柴 chan婵 chang常昌长長畅暢 chao超晁朝 che车車 chen陈陳晨辰臣谌 cheng成程诚誠城承丞澄
chi池迟 chong崇冲 chu褚楚初储 chuan川传傳 chun春纯純淳 cong聪聰丛從 cui崔翠 da达達大 dai戴代 dan丹旦 dang党 dao道 de德 deng邓鄧登灯 di迪狄 dian典
diao刁 ding丁鼎定 dong董东東冬栋棟 dou窦竇 du杜笃 duan段端 dun敦 duo多朵 e娥 en恩 er尔爾 fa发發法 fan范樊凡帆繁 fang方房芳 fei费費飞飛菲斐 fen芬
feng冯馮凤鳳丰豐风峰锋鋒封奉 fu傅付福富伏符夫甫 gai盖 gan甘干 gang刚剛钢鋼岗 gao高 ge葛戈歌阁 gen根 geng耿庚 gong龚龔宫公功恭巩 gou苟 gu顾顧谷古固 guan关關管官冠
guang光广廣 gui桂贵貴 guo郭国國果 hai海 han韩韓汉漢涵晗寒翰 hang航杭 hao郝浩昊豪好皓 he何贺賀和鹤鶴河荷 heng恒恆衡亨 hong洪红紅宏虹鸿鴻弘泓 hou侯厚 hu胡虎湖扈
hua华華花桦 huai怀 huan环環欢欢桓 huang黄黃煌 hui惠慧辉輝会會晖回卉 huo霍火 ji季纪紀吉姬继繼济濟冀基积际姬骥 jia贾賈家佳嘉加甲 jian简簡建健剑劍坚堅俭 jiang江姜蒋蔣将强
jiao焦娇嬌 jie杰傑洁潔解节结捷婕介 jin金晋晉锦錦进進今瑾津靳 jing景靖静靜京晶敬荆经菁婧竟 jiu九久 ju鞠菊居巨 juan娟 jue觉 jun军軍君俊骏駿均峻珺钧 kai凯凱开開恺楷
kan阚 kang康 ke柯克可科珂轲 kong孔 kuan宽 kuang邝鄺匡 kui奎 kun昆坤 lai赖賴来來 lan兰蘭蓝藍岚嵐 lang郎朗 lao劳 le乐樂 lei雷磊蕾 leng冷 li李黎力丽麗立利莉理礼禮厉励里
lian连連廉莲蓮练炼 liang梁良亮 liao廖 lin林临臨琳霖麟凛 ling凌玲灵靈岭令铃 liu刘劉柳六 long龙龍隆 lou娄楼 lu卢盧鲁魯陆陸路露璐吕 lü呂绿 luan栾 lun伦 luo罗羅骆駱洛落 lv吕律
ma马馬玛 mai麦麥 man满曼 mao毛茅茂 mei梅美媚枚 men门 meng孟蒙萌梦夢 mi米宓 miao苗妙 min闵敏民旻 ming明铭銘鸣名 mo莫墨默 mu穆木慕牧 na娜那 nan南楠男 neng能 ni倪妮尼 nian年
nie聂聶 ning宁寧 niu牛 nuo诺 ou欧歐 pan潘盼 pang庞龐 pei裴培佩沛 peng彭鹏鵬朋 pi皮 ping平萍屏 po坡 pu蒲浦普璞 qi齐齊祁戚琪奇琦启棋旗其岐淇 qian钱錢倩千谦谦乾前 qiang强羌
qiao乔喬桥巧 qin秦琴勤钦沁芹覃 qing青清庆慶卿晴 qiong琼瓊 qiu邱丘秋仇裘求 qu曲屈瞿 quan权權全泉 que阙 ran冉然 rang让 ren任仁人 rong荣榮容蓉戎融 rou柔 ru茹如汝儒 ruan阮 rui瑞芮锐睿蕊
run润 ruo若 sa萨 san三 sang桑 seng僧 sha沙莎 shan单山珊善杉 shang尚商上 shao邵少绍 she佘 shen沈申深慎莘 sheng盛生胜勝圣升声 shi石施史师時时诗世士仕实始 shou寿守 shu舒书書淑树舜
shuang双霜爽 shui水 shun顺順 shuo硕 si司思斯四 song宋松 su苏蘇素肃 sun孙孫 suo索 tai泰台太 tan谭譚谈坦 tang唐汤湯堂棠 tao陶涛濤桃韬 te特 teng滕藤 ti提 tian田天甜恬 tie铁 ting婷庭廷亭
tong童佟同桐彤 tu涂屠图 wa娃 wan万萬婉完宛 wang王汪望旺网 wei魏韦韋卫衛伟偉威薇巍维維为唯玮炜未 wen文温溫闻雯 weng翁 wo沃 wu吴吳武伍邬巫五午悟 xi席奚习希西熙喜曦夕溪玺 xia夏霞侠
xian冼先贤賢显仙娴宪 xiang向项項香祥翔湘想 xiao肖萧蕭小晓曉笑孝潇霄筱校 xie谢謝解协 xin辛新欣鑫心信昕歆馨 xing邢星兴興幸行杏 xiong熊雄 xiu秀修 xu徐许許旭须胥绪续 xuan宣轩軒萱璇玄 xue薛雪学學
xun荀勋勛寻 ya雅亚亞娅 yan严嚴颜顏闫阎燕彦艳艷岩妍延炎言晏焱 yang杨楊阳陽洋扬羊 yao姚瑶瑤尧耀遥药 ye叶葉业業晔野 yi易怡一艺藝毅义義益宜仪依逸伊亦轶奕翼弈 yin尹殷银銀印音茵寅 ying英应應颖穎莹瑩盈影樱
yong永勇雍咏泳 you尤游友有优幽 yu于余俞虞玉宇雨喻郁裕瑜煜育钰愉禹渝羽昱予 yuan袁元苑原源远遠圆缘媛渊园 yue岳月越悦跃玥 yun云雲芸运韵允昀 zai在 zan昝赞 zang臧 ze泽澤则 zeng曾增 zha查 zhai翟
zhan詹展战占 zhang张張章彰璋 zhao赵趙照兆昭召 zhe哲喆 zhen甄真珍振贞震臻镇 zheng郑鄭正政征峥争 zhi志智治之芝直植知至 zhong钟鐘鍾中忠仲钟 zhou周舟洲 zhu朱祝竺竹柱珠筑 zhuang庄莊 zhuo卓灼 zi子紫资自姿
zong宗 zou邹鄒 zu祖 zuo左佐
`;

/** Character → reading. */
export const HAN_READINGS: ReadonlyMap<string, string> = readingsByCharacter();

function readingsByCharacter(): Map<string, string> {
  const readings = new Map<string, string>();
  for (const entry of READINGS.trim().split(/\s+/)) {
    const syllable = /^[a-zü]+/.exec(entry)?.[0] ?? '';
    for (const character of entry.slice(syllable.length)) {
      if (!readings.has(character)) readings.set(character, syllable.replace('ü', 'v'));
    }
  }
  return readings;
}
