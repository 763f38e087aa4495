package feedback

import (
	"strings"
	"unicode/utf8"
)

// latinBase returns the base letters of a Latin letter with diacritics, and
// whether r is one of the blocks Latin-1 Supplement, Latin Extended-A or Latin
// Extended Additional. Of the signs × and ÷ there are none.
func latinBase(r rune) (string, bool) {
	switch {
	case 0xC0 <= r && r < 0x180:
		return nth(latin, int(r-0xC0)), true
	case 0x1E00 <= r && r < 0x1F00:
		return nth(latinAdditional, int(r-0x1E00)), true
	}
	return "", false
}

// nth returns the entry of a table whose entries have two bytes, the second of
// which may be a space; that of a sign is "- ".
func nth(table string, i int) string {
	return strings.TrimRight(table[2*i:2*i+2], " -")
}

// latin holds the base letters of U+00C0 to U+017F.
const latin = "" +
	"a a a a a a aec e e e e i i i i d n o o o o o - o u u u u y thss" +
	"a a a a a a aec e e e e i i i i d n o o o o o - o u u u u y thy " +
	"a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g " +
	"g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l " +
	"l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s " +
	"s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s "

// latinAdditional holds the base letters of U+1E00 to U+1EFF.
const latinAdditional = "" +
	"a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f " +
	"g g h h h h h h h h h h i i i i k k k k k k l l l l l l l l m m " +
	"m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r " +
	"s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v " +
	"w w w w w w w w w w x x x x y y z z z z z z h t w y a s s s ssd " +
	"a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e " +
	"e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o " +
	"o o o o u u u u u u u u u u u u u u y y y y y y y y llllv v y y "

// firstHan and lastHan bound the block of Chinese characters that the table is
// about.
const firstHan, lastHan = '\u4E00', '\u9FFF'

// simplified returns the simplified form of a traditional Chinese character from
// firstHan to lastHan that has exactly one and is common in complaints, and any
// other one as it is.
func simplified(r rune) rune {
	// Every character has three bytes, whose order is that of the characters.
	const pair = 6
	wanted := string(r)
	low, high := 0, len(traditional)/pair
	for low < high {
		middle := (low + high) / 2
		at := traditional[middle*pair : middle*pair+pair]
		switch form := at[:3]; {
		case form == wanted:
			plain, _ := utf8.DecodeRuneInString(at[3:])
			return plain
		case form < wanted:
			low = middle + 1
		default:
			high = middle
		}
	}
	return r
}

// traditional holds pairs of a traditional character and its simplified form,
// sorted.
const traditional = "" +
	"丟丢亂乱來来倉仓個个們们倫伦偉伟偽伪傘伞備备傭佣傳传債债傷伤傾倾僅仅價价儀仪億亿償偿優优儲储兒儿內内兩两冊册凍冻" +
	"凱凯別别刪删則则剛刚創创劃划劇剧劉刘劍剑劑剂勁劲動动務务勝胜勞劳勢势勳勋勵励勸劝勻匀匯汇匱匮區区協协卻却厭厌厲厉" +
	"參参吳吴員员問问啞哑啟启喚唤喪丧喬乔單单嗚呜嘆叹嘗尝嘩哗嚇吓嚴严國国圍围園园圓圆圖图團团堅坚堯尧報报場场塊块塵尘" +
	"墊垫墜坠墳坟壇坛壓压壘垒壞坏壩坝壺壶壽寿夠够夾夹奧奥奪夺奮奋娛娱婦妇媽妈嬌娇嬰婴孫孙學学宮宫寢寝實实寧宁審审寫写" +
	"寬宽寵宠寶宝將将專专尋寻對对導导屍尸層层屬属岡冈島岛峽峡嶺岭嶼屿帥帅師师帳帐帶带幟帜幣币幫帮幹干庫库廁厕廂厢廟庙" +
	"廠厂廢废廣广廬庐廳厅張张強强彈弹彌弥彎弯後后徑径從从復复徹彻惡恶態态慣惯慫怂慶庆憂忧憑凭憤愤憲宪憶忆懇恳應应懷怀" +
	"懸悬懺忏懼惧戀恋戰战戲戏戶户拋抛掃扫掛挂揀拣揚扬換换揮挥損损摯挚撥拨撫抚擁拥擇择擊击擔担據据擠挤擬拟擰拧擲掷擴扩" +
	"擾扰攏拢攔拦攜携攝摄敗败敘叙敵敌數数斬斩斷断時时晉晋晝昼暈晕暢畅暫暂曇昙曉晓曠旷曬晒書书會会東东條条棄弃棟栋棧栈" +
	"楊杨楓枫業业極极構构槍枪樂乐樓楼標标樣样樹树橋桥機机橫横檔档檢检檸柠櫃柜欄栏權权歐欧歡欢歲岁歷历歸归殘残殺杀殼壳" +
	"毀毁氈毡氣气氫氢決决沒没沖冲況况涼凉淚泪淨净淪沦淵渊淺浅減减測测渾浑湊凑湯汤準准溝沟溫温滬沪滯滞滲渗滾滚滿满漁渔" +
	"漢汉漲涨漸渐漿浆潔洁潰溃澀涩澆浇濁浊濃浓濕湿濟济濤涛濫滥濱滨濺溅濾滤瀝沥灑洒灘滩灣湾災灾為为烏乌無无煉炼煙烟煩烦" +
	"熱热燒烧燙烫營营爐炉爛烂爭争爾尔牆墙牽牵犧牺狀状狹狭猶犹獄狱獎奖獨独獲获獸兽獻献現现瑪玛環环瓊琼產产畝亩畢毕畫画" +
	"異异當当瘋疯瘡疮療疗癒愈癢痒癱瘫發发皺皱盜盗盡尽監监盤盘盧卢眾众瞞瞒矯矫確确碼码磚砖礎础礦矿禍祸禦御禪禅禮礼種种" +
	"稱称積积穩稳窩窝窮穷窺窥竊窃競竞筆笔節节範范築筑簡简簽签簾帘籠笼糧粮糾纠紀纪約约紅红紋纹純纯紙纸級级紛纷細细紹绍" +
	"終终組组結结絕绝絡络給给統统絲丝絹绢綁绑經经綜综綠绿維维網网緊紧緒绪線线緣缘編编緩缓練练縣县縮缩總总績绩織织繞绕" +
	"繪绘繼继續续罰罚罷罢羅罗義义習习聯联聰聪聲声職职聽听肅肃脅胁脹胀腦脑腫肿腸肠膚肤膠胶臉脸臨临與与興兴舉举舊旧艙舱" +
	"艦舰華华萬万葉叶蒼苍蓋盖薦荐薩萨藍蓝藝艺蘇苏蘋苹蘭兰處处虛虚號号虧亏蝕蚀蟲虫蠻蛮術术衛卫補补裝装裡里複复褲裤襪袜" +
	"襯衬見见規规視视親亲覺觉覽览觀观觸触訂订計计訊讯討讨訓训記记訪访設设許许訴诉診诊詐诈評评詞词詢询試试詩诗話话該该" +
	"詳详認认語语誠诚誤误說说誰谁課课調调談谈請请論论諸诸謀谋謊谎講讲謝谢謠谣謹谨證证識识譜谱譯译議议護护變变讓让豈岂" +
	"豐丰豬猪貝贝負负財财貨货責责買买費费貼贴貿贸賀贺資资賓宾賠赔賣卖質质賴赖賺赚購购賽赛贈赠贊赞趕赶趙赵踐践躍跃車车" +
	"軌轨軍军軟软較较載载輔辅輕轻輛辆輩辈輪轮輸输轄辖轉转辦办辭辞農农這这連连進进遊游運运過过達达違违遞递遠远適适遲迟" +
	"遷迁選选遺遗還还邊边邏逻鄉乡鄧邓鄭郑鄰邻醫医醬酱釋释針针鈔钞鈕钮鈴铃鉛铅銀银銅铜銘铭銷销鋪铺鋼钢錄录錢钱錯错鍋锅" +
	"鍵键鎖锁鎮镇鏡镜鐘钟鐵铁鑒鉴鑿凿長长門门閃闪閉闭開开閒闲間间閱阅闊阔關关陣阵陰阴陸陆陽阳隊队階阶際际隨随險险隱隐" +
	"雙双雜杂雞鸡離离難难雲云電电霧雾靈灵靜静響响頁页頂顶項项順顺須须預预頓顿領领頭头頻频題题額额顏颜願愿類类顯显風风" +
	"飛飞飯饭飲饮飾饰養养館馆饋馈馬马馮冯駕驾騎骑騙骗驗验驚惊驟骤髒脏體体鬥斗鬧闹魚鱼鮮鲜鳥鸟鳳凤麗丽麥麦黃黄點点黨党" +
	"齊齐齋斋齒齿龍龙龜龟"
