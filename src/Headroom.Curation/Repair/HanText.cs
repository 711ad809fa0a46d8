using System.Text;

namespace Headroom.Curation.Repair;

/// <summary>
/// Chinese that was read in the wrong encoding: UTF-8 as GBK, and GBK or Big5 as Windows-1252. Decided by how many of
/// the characters are among the commonest before and after.
/// </summary>
internal static class HanText
{
    // In Chinese texts of all kinds every second or third character is one of these; of characters that come of wrong
    // bytes one in thirty is.
    private const string Commonest =
        "的一是了不在有人我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得於于著着下自之年過过發发後后作裡里"
        + "用道行所然家種种事成方多經经麼么去法學学如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣样理心她本前開开但因只從从想實实"
        + "日軍军者意無无力它與与長长把機机十民第公此已工使情明性知全三又關关點点正業业外將将兩两高間间由問问很最重並并物手應应戰战向頭头文體体"
        + "政美相見见被利什二等產产或新己制身果加西斯月話话合回特代內内信表化老給给世位次度門门任常先海通教兒儿原東东聲声提立及比員员解水名真論论處处"
        + "请請您设設置选選项項件数數据據认認参參网網页頁显顯示系统統功入字符类類单單元格式令输輸序程码碼保存打命编編辑輯";

    private static readonly bool[] IsCommonest = BuildCommonest();

    private static readonly Encoding Gbk = Strict("gb18030");
    private static readonly Encoding Big5 = Strict("big5");
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>The share of the commonest characters among Han characters; 0 when there are fewer than four.</summary>
    public static double CommonShare(ReadOnlySpan<char> text)
    {
        var han = 0;
        var common = 0;
        foreach (var one in text)
        {
            if (one is < '\u3400' or > '\u9FFF') continue;
            han++;
            if (IsCommonest[one]) common++;
        }

        return han < 4 ? 0 : (double)common / han;
    }

    /// <summary>The line as it was written; null when it is not Chinese that was read wrongly.</summary>
    public static string? Repaired(string line)
    {
        var high = 0;
        var han = 0;
        foreach (var one in line)
        {
            if (one is >= '\u3400' and <= '\u9FFF') han++;
            else if (one is >= '\u0080' and < '\u2123') high++;
        }

        if (han >= 3 && CommonShare(line) < 0.1) return FromGbk(line);
        return high >= 6 && 2 * high > line.Length ? FromWestern(line) : null;
    }

    // UTF-8 that was read as GBK; nothing may be lost, or the rest cannot be told.
    private static string? FromGbk(string line)
    {
        try
        {
            var decoded = Utf8.GetString(Gbk.GetBytes(line));
            return CommonShare(decoded) >= 0.12 || (decoded.Length < 12 && IsHan(decoded)) ? decoded : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? FromWestern(string line)
    {
        var bytes = new byte[line.Length];
        if (!ByteEncoding.Western.TryEncode(line, bytes)) return null;

        var simplified = Decoded(bytes, Gbk);
        var traditional = Decoded(bytes, Big5);
        var (better, share) = CommonShare(simplified) >= CommonShare(traditional)
            ? (simplified, CommonShare(simplified))
            : (traditional, CommonShare(traditional));
        return share >= 0.15 ? better : null;
    }

    private static string Decoded(byte[] bytes, Encoding encoding)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static bool IsHan(string text)
    {
        var common = 0;
        foreach (var one in text)
        {
            if (one is >= '\u3400' and <= '\u9FFF' && !IsCommonest[one] && one < '\u4E00') return false;
            if (IsCommonest[one]) common++;
        }

        return common > 0;
    }

    private static Encoding Strict(string name) => CodePagesEncodingProvider.Instance.GetEncoding(
        name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static bool[] BuildCommonest()
    {
        var table = new bool[char.MaxValue + 1];
        foreach (var one in Commonest) table[one] = true;
        return table;
    }
}
