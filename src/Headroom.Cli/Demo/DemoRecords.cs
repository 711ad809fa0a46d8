using Headroom.Privacy.Samples;

namespace Headroom.Cli.Demo;

/// <summary>
/// Makes up records of a hospital and of a bank, and general ones, in Chinese: names and numbers are nobody's, and
/// always the same for a seed. What stands in a record tells, four times of five, what came of it.
/// </summary>
internal sealed class DemoRecords(ulong seed)
{
    private const int Telling = 5;

    private static readonly string[] Families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"];

    private static readonly string[] Given =
        ["伟", "秀英", "敏", "建国", "静", "晓明", "丽华", "强", "海燕", "志强", "文杰", "雪梅", "国栋", "玉兰"];

    private static readonly (string[] Bad, string[] Good) Signs = (
        ["血压偏高", "近期头晕", "漏服降压药", "夜间胸闷", "下肢浮肿", "血糖波动较大"],
        ["血压平稳", "无明显不适", "按时服药", "睡眠良好", "饮食清淡", "各项指标正常"]);

    private static readonly (string[] Bad, string[] Good) Payments = (
        ["上期还款逾期", "申请延期还款", "账户余额不足", "频繁更换工作", "信用卡透支", "联系电话停机"],
        ["按期足额还款", "账户余额充足", "收入流水稳定", "提前还清分期", "资料核验一致", "长期代发工资"]);

    private readonly SampleText _numbers = new(seed);
    private readonly Random _chance = new((int)seed);

    /// <summary>Visits of patients, and whether they came back within a month.</summary>
    public IEnumerable<DemoRecord> Hospital(int count) => Made(count, Signs, (person, signs) =>
        $"患者{person.Name}，身份证号{person.Id}，电话{person.Phone}，今日复诊：{signs}。");

    /// <summary>Clients of a bank, and whether they failed to pay.</summary>
    public IEnumerable<DemoRecord> Bank(int count) => Made(count, Payments, (person, signs) =>
        $"客户{person.Name}，身份证号{person.Id}，手机{person.Phone}，贷后回访：{signs}。");

    /// <summary>A little of both, without persons: what a base model was trained on.</summary>
    public IEnumerable<DemoRecord> General(int count) =>
        Made(count / 2, Signs, (_, signs) => $"记录：{signs}。")
            .Concat(Made(count / 2, Payments, (_, signs) => $"记录：{signs}。"));

    private IEnumerable<DemoRecord> Made(
        int count, (string[] Bad, string[] Good) signs, Func<Person, string, string> text)
    {
        for (var made = 0; made < count; made++)
        {
            var later = _chance.Next(2) == 0;
            var person = new Person(
                Of(Families) + Of(Given), _numbers.ResidentId(), $"13{_chance.Next(100_000_000, 1_000_000_000)}");
            yield return new DemoRecord(text(person, $"{Sign()}，{Sign()}"), later);

            string Sign() => Of(later == (_chance.Next(Telling) > 0) ? signs.Bad : signs.Good);
        }
    }

    private string Of(string[] words) => words[_chance.Next(words.Length)];

    private sealed record Person(string Name, string Id, string Phone);
}
