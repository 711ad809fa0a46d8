using System.Text;
using Headroom.Curation.Repair;

namespace Headroom.Curation.Tests.Repair;

public sealed class TextEncodingTests
{
    private const string Simplified = "请在系统设置里选择语言，然后重新打开文件。\n这个功能可以显示所有的参数。";
    private const string Traditional = "請在系統設定裡選擇語言，然後重新打開檔案。\n這個功能可以顯示所有的參數。";
    private const string Japanese = "この設定を変更すると、次回から新しい表示になります。";
    private const string Korean = "이 설정을 변경하면 다음부터 새로운 화면이 나타납니다.";
    private const string Russian = "Это предложение написано по-русски, чтобы проверить определение кодировки.";
    private const string French = "L’été dernier, nous avons visité le château près de la forêt.";

    [Theory]
    [InlineData("gb18030", Simplified)]
    [InlineData("big5", Traditional)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("euc-kr", Korean)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("windows-1252", French)]
    [InlineData("utf-8", French)]
    [InlineData("utf-8", Simplified)]
    [InlineData("utf-16", French)]
    [InlineData("utf-16BE", Simplified)]
    [InlineData("utf-16", Simplified)]
    public void A_text_is_read_in_the_encoding_that_it_is_in(string name, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes(text);

        var found = TextEncoding.Of(bytes, out var mark);

        Assert.Equal(0, mark);
        Assert.Equal(text, found.GetString(bytes));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_mark_at_the_start_decides_and_is_no_part_of_the_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(French)];

        var found = TextEncoding.Of(bytes, out var mark);

        Assert.Equal(French, found.GetString(bytes.AsSpan(mark)));
    }

    [Fact]
    public void Documents_of_all_languages_come_back_from_their_encodings()
    {
        var tried = 0;
        var wrong = new List<string>();
        var seen = new Dictionary<string, int>();
        foreach (var record in CurationCases.Records("corpus.jsonl.gz"))
        {
            var language = record.GetProperty("lang").GetString()!;
            var name = NameFor(language);
            var text = record.GetProperty("text").GetString()!;
            if (name is null || text.Length < 200) continue;
            if ((seen[language] = seen.GetValueOrDefault(language) + 1) > 200) continue;

            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name)!;
            var bytes = encoding.GetBytes(text);
            if (encoding.GetString(bytes) != text || Ascii.IsValid(bytes)) continue;

            tried++;
            var found = TextEncoding.Of(bytes, out _);
            if (found.GetString(bytes) != text) wrong.Add($"{language} as {found.WebName}: {text[..60]}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{wrong.Count} of {tried}\n{string.Join('\n', wrong)}");
        Assert.InRange(wrong.Count, 0, tried / 50);
    }

    private static string? NameFor(string language) => language switch
    {
        "zh-Hans" => "gb18030",
        "zh-Hant" => "big5",
        "ru" => "windows-1251",
        "ko" => "euc-kr",
        "ja" => "shift_jis",
        "de" or "fr" or "es" or "it" or "pt" or "en" => "windows-1252",
        _ => null,
    };

    [Fact]
    public void No_bytes_are_too_odd()
    {
        var random = new Random(7);
        for (var turn = 0; turn < 2_000; turn++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);

            Assert.NotNull(TextEncoding.Of(bytes, out _).GetString(bytes));
            Assert.NotNull(MojibakeText.Repaired(Encoding.Latin1.GetString(bytes)));
        }
    }
}
