using System.Globalization;
using System.Text;
using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Samples;

/// <summary>How often something personal stands in a made-up text.</summary>
public enum SampleDensity
{
    /// <summary>Nowhere.</summary>
    Clean,

    /// <summary>Once in about 541 bytes.</summary>
    Typical,

    /// <summary>Once in about 42 bytes.</summary>
    Dense,
}

/// <summary>
/// Makes JSON Lines of Chinese and English texts with numbers that nobody has but that are valid, always the same for
/// a seed.
/// </summary>
public sealed class SampleText(ulong seed)
{
    private static readonly string[] Chinese =
    [
        "客户反馈系统在高峰期响应较慢，希望尽快优化", "会议纪要已经整理完毕，请各部门查阅", "本季度的算力需求比上一季度明显增长",
        "仓库发货后物流信息会自动同步到后台", "请在工作日内提交材料，逾期需要重新申请", "新的调度策略减少了任务的等待时间",
        "训练集经过去重和过滤，质量有所提升", "我们将在下周发布新的版本，敬请期待",
    ];

    private static readonly string[] English =
    [
        "the customer asked whether the delivery could be moved to another day", "please review the attached notes before the meeting",
        "queue times dropped after the new policy was rolled out", "the warehouse confirmed that the parcel left on time",
        "our team will follow up once the investigation is finished", "training resumed from the last checkpoint without any loss",
        "the report compares several regions and explains the differences", "nothing unusual was found in the logs of that evening",
    ];

    private ulong _state = seed;

    /// <summary>At least <paramref name="bytes"/> bytes of whole lines, and how many personal values are in them.</summary>
    public (byte[] Text, int Planted) Lines(int bytes, SampleDensity density)
    {
        var text = new StringBuilder();
        var lines = new MemoryStream(bytes + 4_096);
        var planted = 0;
        for (var line = 0; lines.Length < bytes; line++)
        {
            text.Clear();
            text.Append("{\"kind\":\"").Append(Next(2) == 0 ? "note" : "ticket").Append("\",\"text\":\"");
            planted += density == SampleDensity.Dense ? DenseBody(text) : Body(text, density == SampleDensity.Typical);
            text.Append("\"}\n");
            lines.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }

        return (lines.ToArray(), planted);
    }

    /// <summary>A made-up value with a sound check digit, of one of eight kinds, and its entity.</summary>
    public (string Entity, string Value) Value() => Next(8) switch
    {
        0 => ("CN_RESIDENT_ID", ResidentId()),
        1 => ("CN_MOBILE", $"1{3 + Next(7)}{Number(9)}"),
        2 => ("EMAIL_ADDRESS", $"user{Number(4)}@mail{Next(9)}.example.com"),
        3 => ("BANK_CARD", WithLuhn($"6222{Number(14)}")),
        4 => ("CN_USCC", CreditCode()),
        5 => ("IP_ADDRESS", $"{1 + Next(220)}.{Next(256)}.{Next(256)}.{1 + Next(250)}"),
        6 => ("CN_PLATE", $"京A{Number(5)}"),
        _ => ("CREDIT_CARD", WithLuhn($"4111{Number(11)}")),
    };

    /// <summary>A resident number with a real area, birthday and check digit.</summary>
    public string ResidentId()
    {
        var digits = string.Create(CultureInfo.InvariantCulture,
            $"{11 + Next(5)}01{1 + Next(9):00}{1950 + Next(60)}{1 + Next(12):00}{1 + Next(28):00}{Next(1000):000}");
        return digits + (char)ChineseNumbers.ResidentCheckOf(Encoding.ASCII.GetBytes(digits));
    }

    private int Body(StringBuilder text, bool isPlanted)
    {
        for (var sentence = 0; sentence < 8; sentence++) Sentence(text);
        if (!isPlanted) return 0;

        text.Append("联系 ").Append(Value().Value).Append(' ');
        Sentence(text);
        return 1;
    }

    private int DenseBody(StringBuilder text)
    {
        var count = 8 + Next(8);
        for (var index = 0; index < count; index++) text.Append("用户资料 ").Append(Value().Value).Append(index % 2 == 0 ? " and " : "，登记 ");
        return count;
    }

    private void Sentence(StringBuilder text)
    {
        if (Next(2) == 0) text.Append(Chinese[Next(Chinese.Length)]).Append('。');
        else text.Append(English[Next(English.Length)]).Append(". ");
    }

    private string CreditCode()
    {
        var digits = Encoding.ASCII.GetBytes($"91{Number(6)}MA{Number(7)}");
        return Encoding.ASCII.GetString(digits) + "0123456789ABCDEFGHJKLMNPQRTUWXY"[ChineseNumbers.CreditCheckOf(digits)];
    }

    private static string WithLuhn(string digits)
    {
        var sum = Digits.LuhnSum(Encoding.ASCII.GetBytes(digits + "0"));
        return digits + (char)('0' + (10 - sum % 10) % 10);
    }

    private string Number(int digits)
    {
        var number = new StringBuilder();
        for (var index = 0; index < digits; index++) number.Append((char)('0' + Next(10)));
        return number.ToString();
    }

    // SplitMix64 (Steele, Lea, Flood 2014).
    private int Next(int below)
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var mixed = (_state ^ _state >> 30) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D0_49BB_1331_11EB;
        return (int)((mixed ^ mixed >> 31) % (ulong)below);
    }
}
