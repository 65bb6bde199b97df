namespace Demur.Audit.Labelling.Text;

/// <summary>
/// Writes traditional Chinese characters as simplified ones, so that one rule matches both. Only common characters are in the table: what no rule names need not be folded.
/// Japanese rules and texts pass through the same table, so they still meet.
/// </summary>
internal static class HanFold
{
    private const char First = '\u4E00';
    private const char Last = '\u9FFF';

    /// <summary>Pairs of a traditional character and its simplified one.</summary>
    private const string Pairs =
        "佈布併并來来係系俠侠個个們们倫伦側侧偵侦偽伪傑杰備备傭佣傳传債债傷伤傾倾僅仅僱雇價价儀仪億亿儘尽償偿優优兒儿內内兩两冊册凍冻別别刪删則则剛刚創创劃划劇剧劑剂動动務务勝胜勞劳勢势勸劝匯汇區区協协厲厉參参"
        + "吳吴員员問问啓启啟启喪丧單单嗎吗嘗尝嚐尝嚴严國国圍围園园圖图團团執执堅坚報报場场壓压壞坏夠够夢梦夥伙奪夺妳你婦妇媽妈孫孙學学實实寧宁審审寫写專专尋寻對对導导屬属島岛師师帳帐幣币幫帮幾几庫库廠厂廣广張张"
        + "強强彈弹後后徑径從从復复徵征恆恒惡恶愛爱愜惬態态慮虑憂忧憲宪應应懷怀戰战戲戏揚扬換换損损擇择擊击擔担據据擬拟擾扰攝摄敘叙敵敌數数斷断於于時时曆历書书會会東东條条業业極极構构樂乐標标樣样橋桥機机檔档檢检"
        + "權权歡欢歲岁歷历歸归殺杀毀毁氣气氾泛決决沒没減减湯汤準准溝沟溫温滅灭滿满濟济濫滥灣湾災灾為为無无煩烦熱热爭争爾尔牠它狀状猶犹獨独獲获獻献現现環环產产畫画異异當当療疗發发盡尽監监眾众確确祂它祇只禮礼種种"
        + "稱称積积窮穷竊窃競竞節节範范簡简簽签籌筹糾纠純纯級级紹绍終终結结絕绝給给統统經经綜综維维網网緊紧緒绪線线編编緩缓練练縮缩總总織织繼继續续罰罚羅罗義义習习聯联聲声職职聽听腦脑腳脚膽胆臨临臺台與与興兴舉举"
        + "舊旧莊庄華华萬万葉叶著着藥药處处虛虚號号蟲虫術术衛卫衝冲衹只裏里補补裝装裡里製制複复見见規规視视親亲覺觉觀观觸触訂订計计訊讯討讨訓训記记設设許许訴诉診诊註注詐诈評评詞词詢询試试話话該该詳详認认誘诱語语"
        + "誠诚誤误說说説说誰谁調调談谈請请諒谅論论諮咨謀谋謊谎講讲謝谢證证識识譯译議议護护讀读變变讓让負负財财貨货責责買买費费資资賠赔賣卖質质賬账賴赖購购贊赞蹤踪躍跃車车軟软輔辅輕轻輯辑輸输轉转辦办農农這这連连"
        + "進进運运過过達达違违遞递遠远適适選选遺遗還还邊边鄉乡鄰邻醫医釋释銀银錄录錢钱錯错鍵键鎖锁鐵铁長长門门閉闭開开間间閱阅闆板關关陰阴隊队階阶際际隨随險险隻只雖虽雙双雜杂離离難难電电靈灵靜静韓韩響响頁页項项"
        + "順顺須须預预領领頭头題题額额願愿類类顧顾顯显風风颱台飛飞飲饮養养館馆駕驾騙骗騷骚驅驱驗验驟骤體体鬆松鬥斗鬱郁魚鱼鳥鸟鹼碱鹽盐麥麦麵面麼么黃黄點点黨党齊齐龍龙";

    private static readonly char[] Table = BuildTable();

    /// <summary>Folds one character.</summary>
    /// <param name="letter">Any character.</param>
    /// <returns>The simplified character; the same one when it has none here.</returns>
    public static char Fold(char letter) => letter is >= First and <= Last ? Table[letter - First] : letter;

    private static char[] BuildTable()
    {
        var table = new char[Last - First + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (char)(First + i);
        }

        for (var i = 0; i < Pairs.Length; i += 2)
        {
            table[Pairs[i] - First] = Pairs[i + 1];
        }

        return table;
    }
}
