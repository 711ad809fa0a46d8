using System.Text;
using Headroom.Curation.Filters;
using Headroom.Curation.Repair;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Repair;

/// <summary>Mistakes that people met, mistakes made on purpose, and texts in which nothing is wrong.</summary>
public sealed class MojibakeTextTests
{
    [Fact]
    public void Recorded_mistakes_are_undone_and_what_only_looks_like_one_stays()
    {
        var cases = CurationCases.Of("ftfy.jsonl").ToArray();
        var failed = new List<string>();
        var mustFail = new List<string>();
        foreach (var one in cases)
        {
            var expected = one.GetProperty("expected");
            var input = one.GetProperty("input").GetString()!;
            var label = one.GetProperty("label").GetString()!;
            var found = MojibakeText.Repaired(input);
            var plain = Plain(input);
            var isFound = found == expected.GetProperty("fixed_encoding").GetString();
            if (isFound && plain == expected.GetProperty("fixed").GetString()) continue;

            if (expected.GetProperty("expect").GetString() == "pass") mustFail.Add(label);
            failed.Add($"{label}\n  in    {input}\n  found {found}\n  plain {plain}\n  wants {expected}");
        }

        var report = $"{cases.Length - failed.Count} of {cases.Length}\n{string.Join('\n', failed)}";
        TestContext.Current.TestOutputHelper!.WriteLine(report);

        // Those that the published program cannot repair either are no must; two of the seven are repaired here.
        Assert.True(mustFail.Count == 0, report);
        Assert.True(cases.Length - failed.Count >= 75 * cases.Length / 80, report);
    }

    [Theory]
    [InlineData("windows-1252", "Das Mädchen läuft über die große Straße – „schön“, sagt es.")]
    [InlineData("windows-1252", "L’élève a déjà mangé des pâtes à la crème près du château.")]
    [InlineData("windows-1251", "Это предложение написано по-русски, чтобы проверить исправление.")]
    [InlineData("windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy.")]
    [InlineData("ibm437", "El niño comió piñas mañana.")]
    [InlineData("macintosh", "Le garçon a reçu un café glacé.")]
    [InlineData("windows-1252", "这是一段普通的中文文字，用来检查修复的结果。")]
    [InlineData("windows-1252", "日本語の文章が壊れているかどうかを調べます。")]
    [InlineData("windows-1254", "Güneş doğduğunda çocuklar şarkı söyledi.")]
    public void What_was_read_in_a_wrong_encoding_comes_back(string encoding, string text)
    {
        var wrong = ReadAs(encoding, Encoding.UTF8.GetBytes(text));

        Assert.NotEqual(text, wrong);
        Assert.Equal(text, MojibakeText.Repaired(wrong));
        Assert.Equal(text, MojibakeText.Repaired(ReadAs("windows-1252", Encoding.UTF8.GetBytes(wrong))));
    }

    [Theory]
    [InlineData("gb18030", "请在参数设置里选择需要的语言，然后重新启动这个系统。")]
    [InlineData("big5", "請在參數設定裡選擇需要的語言，然後重新啟動這個系統。")]
    public void Chinese_that_was_read_as_western_letters_comes_back(string encoding, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes(text);

        Assert.Equal(text, MojibakeText.Repaired(ReadAs("windows-1252", bytes)));
    }

    [Fact]
    public void Chinese_that_was_read_as_gbk_comes_back_where_no_byte_was_lost()
    {
        const string Text = "这些文件可以在系统中打开";
        var wrong = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetString(Encoding.UTF8.GetBytes(Text));

        Assert.DoesNotContain('\uFFFD', wrong);
        Assert.Equal(Text, MojibakeText.Repaired(wrong));
    }

    [Fact]
    public void Texts_in_which_nothing_is_wrong_stay()
    {
        var lines = 0;
        var changed = new List<string>();
        foreach (var record in CurationCases.Records("corpus.jsonl.gz"))
        {
            foreach (var line in record.GetProperty("text").GetString()!.Split('\n'))
            {
                lines++;
                var repaired = MojibakeText.Repaired(line);
                if (repaired != line && changed.Count < 200) changed.Add($"{line}\n    {repaired}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{changed.Count} of {lines}\n{string.Join('\n', changed)}");
        Assert.InRange(changed.Count, 0, 20);
    }

    private static string ReadAs(string encoding, byte[] bytes)
    {
        var found = ByteEncoding.Mistaken.First(one => one.Name == encoding);
        return string.Concat(bytes.Select(found.CharacterOf));
    }

    private static string Plain(string text)
    {
        var breaker = new WhitespaceWords();
        var values = TextRepair.Form.Keys.ToDictionary(key => key.Name, _ => 1.0);
        var document = new Document(breaker);
        document.Read(text);
        TextRepair.Form.Create(new RuleValues(TextRepair.Form.Keys, values), new FilterContext(breaker))
            .Judge(document);
        return Encoding.UTF8.GetString(document.Text);
    }
}
