using Headroom.Privacy.Names;

namespace Headroom.Privacy.NameTraining;

/// <summary>Parts of Chinese texts.</summary>
internal sealed class ChineseParts(Chance chance)
{
    private const int SingleMax = 330;

    private static readonly string[] Sounds =
        [
            .. ("阿 艾 安 奥 巴 贝 比 博 布 查 达 戴 德 迪 杜 厄 恩 尔 法 菲 弗 福 盖 戈 格 "
                + "古 哈 海 赫 亨 霍 吉 加 贾 杰 卡 凯 科 克 肯 库 拉 莱 兰 劳 勒 雷 里 利 莉 "
                + "列 林 卢 鲁 伦 罗 洛 马 麦 曼 梅 蒙 米 姆 穆 纳 内 尼 妮 努 诺 欧 帕 佩 皮 "
                + "普 奇 乔 琼 萨 塞 桑 瑟 沙 史 斯 苏 索 塔 泰 特 汤 图 托 瓦 威 韦 维 温 沃 "
                + "乌 西 希 夏 谢 辛 休 雅 亚 扬 耶 伊 约 扎 詹 朱 兹 逊 顿 森").Split(' '),
        ];

    // Names that stand for anybody in forms and examples.
    private static readonly string[] Nobodies = [.. "张三 李四 王五 赵六 钱七 孙八 张三丰 王二 小明 小红 王小二 李雷 韩梅梅".Split(' ')];

    private static readonly string[] Roads = [.. "路 街 大街 大道 巷 胡同 弄 里 道 东路 西路 南路 北路 中路 东街 西街".Split(' ')];

    private static readonly string[] Estates = [.. "小区 花园 公寓 家园 苑 新村 大厦 广场 中心 国际 名城 豪庭 庄园 社区 科技园".Split(' ')];

    private static readonly string[] Wings = [.. "号楼 栋 幢 座 号院".Split(' ')];

    private static readonly string[] RoadWords =
        [
            .. ("建国 人民 解放 中山 和平 长江 黄河 北京 南京 光明 文化 学院 科技 创新 朝阳 新华 胜利 "
                + "青年 滨江 环城 金融 世纪 迎宾 体育 工业 幸福 长安 延安 淮海 天河 珠江 民主 友谊 复兴 "
                + "东风 红旗 站前 湖滨 望京 中关村 南山 深南 翠微 天府 锦绣 高新").Split(' '),
        ];

    private static readonly string[] OrganisationEnds =
        [
            .. ("有限公司 科技有限公司 股份有限公司 集团 银行 大学 医院 人民医院 中学 公安局 法院 派出所 "
                + "研究院 保险公司 分公司 支行 委员会 交通局 市场监督管理局 学院 出版社 基金会 俱乐部 "
                + "贸易公司").Split(' '),
        ];

    private static readonly string[] Organisations =
        [
            .. ("腾讯 阿里巴巴 百度 华为 中国移动 中国银行 工商银行 清华大学 北京大学 新华社 国务院 教育部 "
                + "财政部 京东 小米 比亚迪 顺丰 美团 字节跳动 联合国 中国人民银行 最高人民法院 人民日报 央视 "
                + "中国联通 国家电网 协和医院").Split(' '),
        ];

    private readonly IReadOnlyList<string> _family = NameLexicon.Read("han-family.txt");
    private readonly IReadOnlyList<string> _given = NameLexicon.Read("han-given.txt");
    private readonly IReadOnlyList<string> _verbs = NameLexicon.Read("han-verbs.txt");
    private readonly IReadOnlyList<string> _words = NameLexicon.Read("han-words.txt");
    private readonly IReadOnlyList<string> _places = NameLexicon.Read("han-places.txt");
    private readonly IReadOnlyList<string> _singles = [.. NameLexicon.Read("han-given.txt").Where(name => name.Length == 1)];
    private readonly IReadOnlyList<string> _single = [.. NameLexicon.Read("han-family.txt").Take(SingleMax)];

    public string Family() => chance.In(4) ? chance.Of(_family) : chance.Early(_single);

    public string Person()
    {
        if (chance.In(3)) return chance.Of(Nobodies);

        var family = Family();
        if (chance.In(20)) return family + chance.Of(_singles);
        if (chance.In(35)) return family + chance.Of(_singles) + chance.Of(_singles);
        return family + (chance.Of(_given) is { Length: 2 } given ? given : chance.Of(_given));
    }

    public string Nickname() => chance.Of(["小", "小", "老", "阿", "大"]) + chance.Early(_single);

    public string Foreign()
    {
        var name = Sound();
        return chance.In(70) ? name + "·" + Sound() : name;
    }

    public string Place() => chance.Early(_places);

    // Frequent words are asked for often, and rare ones seen as well.
    public string Word() => chance.In(40) ? chance.Early(_words) : chance.Of(_words);

    public string Verb() => chance.Of(_verbs);

    public string Organisation() => chance.Next(5) switch
    {
        0 or 1 => chance.Of(Organisations),
        2 => chance.Of(_places) + chance.Of(OrganisationEnds),
        _ => (chance.In(60) ? Place() : "") + chance.Of(_words) + chance.Of(OrganisationEnds),
    };

    public string Phone() => chance.In(70) ? $"1{3 + chance.Next(7)}{chance.Digits(9)}" : $"0{chance.Number(2)}-{chance.Digits(8)}";

    public string Date() => chance.Next(4) switch
    {
        0 => $"{1950 + chance.Next(80)}年{1 + chance.Next(12)}月{1 + chance.Next(28)}日",
        1 => $"{1950 + chance.Next(80)}-{1 + chance.Next(12):00}-{1 + chance.Next(28):00}",
        2 => $"{1 + chance.Next(12)}月{1 + chance.Next(28)}日",
        _ => chance.Of(["昨天", "今天", "上周", "星期一", "去年", "近日", "日前"]),
    };

    /// <summary>An address from the province down to the room, with parts left out at both ends.</summary>
    public string Address()
    {
        var place = chance.Next(5) switch
        {
            0 => "",
            1 => chance.Of(_places),
            2 => Stem() + "市" + Stem() + chance.Of(["区", "县", "区", "镇"]),
            3 => Stem() + "省" + Stem() + "市" + Stem() + chance.Of(["区", "县", "市"]) + (chance.In(30) ? Stem() + chance.Of(["街道", "镇", "乡"]) : ""),
            _ => chance.Early(_places) + Stem() + chance.Of(["区", "县", "新区"]),
        };
        var road = chance.In(20)
            ? Stem() + chance.Of(["村", "村" + Number(2) + "组", "镇" + Stem() + "村", "乡" + Stem() + "村"]) + (chance.In(60) ? Number(3) + "号" : "")
            : RoadName() + (chance.In(88) ? Number(4) + chance.Of(["号", "号", "号", "弄" + Number(2) + "号", "-" + Number(1) + "号"]) : "");
        var estate = chance.In(40) ? chance.Of(_words) + chance.Of(Estates) : "";
        var wing = chance.In(35) ? Number(2) + chance.Of(Wings) + (chance.In(40) ? Number(1) + "单元" : "") : "";
        var room = chance.In(40) ? Number(4) + chance.Of(["室", "室", "房", ""]) : chance.In(10) ? Number(2) + "层" : "";
        var address = place + road + estate + wing + room;
        return address.Length < 5 ? place + RoadName() + Number(3) + "号" : address;
    }

    private string RoadName() => (chance.In(55) ? chance.Of(RoadWords) : Stem()) + chance.Of(Roads);

    private string Stem()
    {
        var place = chance.Of(_places);
        return place.Length > 2 && "省市区县镇乡村".Contains(place[^1]) ? place[..^1] : place;
    }

    private string Number(int digitsMax)
    {
        var number = chance.Number(digitsMax);
        return chance.In(6) ? string.Concat(number.Select(digit => "零一二三四五六七八九"[digit - '0'])) : number;
    }

    private string Sound() => string.Concat(Enumerable.Range(0, 2 + chance.Next(3)).Select(_ => chance.Of(Sounds)));
}
