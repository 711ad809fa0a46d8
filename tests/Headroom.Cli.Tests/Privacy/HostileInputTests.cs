using System.Text;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Privacy;

/// <summary>
/// Files that are not what they should be: one sentence with file and place, an exit code, no copy, no values, and the
/// original as it was.
/// </summary>
public sealed class HostileInputTests : IDisposable
{
    private const string Mobile = "13812345678";
    private const string Table = "id,note\n1," + Mobile + "\n";

    private readonly PrivacyCli _cli = new();

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string, string, string> Broken => new()
    {
        { "a.jsonl", "{\"a\":\"x\"}\n{\"a\":\"\u00FF " + Mobile + "\"}\n", "byte 16: these bytes are no UTF-8" },
        { "a.jsonl", "{\"a\":\"\\ud800 " + Mobile + "\"}\n", "byte 6: half of a surrogate pair stands alone" },
        { "a.jsonl", "{\"a\":\"\\udc00\\ud800 " + Mobile + "\"}\n", "byte 6: half of a surrogate pair stands alone" },
        { "a.jsonl", "{\"\\ud800" + Mobile + "\":1}\n", "byte 2: half of a surrogate pair stands alone" },
        { "a.jsonl", "{\"a\":" + new string('[', 10_000) + Mobile, "byte 1004: not a line of JSON: nested deeper than 1,000" },
        { "a.jsonl", "{\"a\":" + new string('[', 100_000) + Mobile, "byte 1004: not a line of JSON: nested deeper than 1,000" },
        { "a.jsonl", "{\"a\":\"" + Mobile + "\n", "byte 5: not a line of JSON: a text has no end" },
        { "a.csv", "id,note\n1,\"" + Mobile + "\n2,x\n", "byte 10: a quote has no end" },
        { "a.csv", "id,note\n1,\"" + Mobile + "\"x\n", "byte 23: something stands behind the quote" },
        { "a.parquet", "PAR1" + Mobile, "byte 11: this is no whole Parquet file" },
        { "a.parquet", "PAR1" + Mobile + "\0\u0001\0\0PAR1", "byte 15: this is no whole Parquet file: the footer" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_told_with_its_place_and_left_as_it_was(string name, string text, string sentence)
    {
        // Latin-1: a character a byte, so that what is no UTF-8 can be written down.
        var bytes = Encoding.Latin1.GetBytes(text);
        var file = _cli.At(name);
        File.WriteAllBytes(file, bytes);

        foreach (var line in (string[][])[["mask", file, "--out", _cli.At("out")], ["scan", file], ["risk", file, "--quasi", "a"]])
        {
            // No row that is before the fault has what risk looks for, or the fault is not within it.
            var result = PrivacyCli.Run(line);
            if (line[0] == "risk" && result.ExitCode == ExitCode.Done) continue;
            if (line[0] != "risk" || !result.Error.Contains("no row has", StringComparison.Ordinal))
                Assert.Contains($"{file}, {sentence}", result.Error, StringComparison.Ordinal);
            Assert.Equal(ExitCode.WrongUse, result.ExitCode);
            Assert.DoesNotContain(Mobile, result.Output + result.Error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_cli.At("out")));
        Assert.Equal(bytes, File.ReadAllBytes(file));
    }

    [Fact]
    public void Line_breaks_within_fields_are_part_of_them()
    {
        var file = _cli.Written("a.csv", $"id,note\r\n1,\"one\r\n{Mobile} \"\"x\"\"\r\nthree\"\r\n2,y\r\n");

        Assert.Equal(ExitCode.Done, PrivacyCli.Run("mask", file, "--out", _cli.At("out")).ExitCode);
        Assert.Equal(
            "id,note\r\n1,\"one\r\n<CN_MOBILE> \"\"x\"\"\r\nthree\"\r\n2,y\r\n", File.ReadAllText(_cli.At("out/a.csv")));
    }

    [Fact]
    public void A_key_that_is_missing_wrong_or_damaged_is_told_before_anything_is_written()
    {
        var (key, other, file) = (_cli.Key("mask.key", "mask"), _cli.Key("seal.key", "seal"), _cli.Written("a.csv", Table));
        var text = File.ReadAllText(key);
        var cut = _cli.Written("cut.key", text[..(text.Length / 2)]);
        var damaged = _cli.Written("damaged.key", text.Replace("\"salt\": \"", "\"salt\": \"!", StringComparison.Ordinal));
        var open = _cli.Written("open.key", text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(cut, UnixFileMode.UserRead);
            File.SetUnixFileMode(damaged, UnixFileMode.UserRead);
            File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        foreach (var (path, passphrase, sentence) in ((string, string?, string)[])
            [
                (_cli.At("nowhere.key"), "a passphrase", "there is no such key file"),
                (file, "a passphrase", "this is no key file"),
                (cut, "a passphrase", $"{cut}: this is no key file"),
                (damaged, "a passphrase", $"{damaged}: the key file is damaged"),
                (open, "a passphrase", $"{open}: others may read this key file"),
                (key, "another one", $"{key}: the passphrase is wrong"),
                (key, null, "set HEADROOM_PASSPHRASE"),
                (other, "a passphrase", "this key is not for masks"),
            ])
        {
            var result = PrivacyCli.RunWith(
                passphrase, "mask", file, "--out", _cli.At("out"), "--policy", "government", "--key-file", path);
            Assert.Equal(ExitCode.NotAuthorised, result.ExitCode);
            Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("another one", result.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_cli.At("out")));
    }

    [Theory]
    [InlineData("mask IN/a.csv --out IN")]
    [InlineData("mask LINK/a.csv --out IN")]
    [InlineData("mask IN/a.csv --out LINK")]
    [InlineData("mask IN/alias.csv --out OUT --findings IN/a.csv")]
    [InlineData("mask IN/a.csv --out IN --resume")]
    [InlineData("mask IN/a.csv --out OUT --report IN/a.csv")]
    [InlineData("mask IN/a.csv --out OUT --findings LINK/a.csv")]
    [InlineData("mask IN/a.csv --out OUT --findings OUT/a.csv")]
    [InlineData("mask IN/a.json --format csv --out OUT --report IN/a.html")]
    [InlineData("mask IN/a.csv --out OUT --policy government --key-file IN/mask.key --report IN/mask.key")]
    [InlineData("seal IN/a.csv --out LINK/a.csv --to IN/seal.key")]
    [InlineData("seal IN/a.csv --out IN/seal.key --to IN/seal.key")]
    [InlineData("unseal IN/a.sealed --out IN/a.sealed --key IN/seal.key")]
    [InlineData("unseal IN/a.sealed --out IN/seal.key --key IN/seal.key")]
    [InlineData("grant IN/a.sealed --key IN/seal.key --to IN/seal.key --purpose x --out IN/a.sealed")]
    public void An_output_never_replaces_what_is_read(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        var folder = Directory.CreateDirectory(_cli.At("in")).FullName;
        Directory.CreateSymbolicLink(_cli.At("link"), folder);
        var file = _cli.Written("in/a.csv", Table);
        File.CreateSymbolicLink(_cli.At("in/alias.csv"), file);
        _cli.Written("in/a.json", Table);
        _cli.Key("in/mask.key", "mask");
        var key = _cli.Key("in/seal.key", "seal");
        PrivacyCli.Run("seal", file, "--out", _cli.At("in/a.sealed"), "--to", key);
        var before = Contents();

        var result = PrivacyCli.Run([.. line.Split(' ').Select(word => word
            .Replace("LINK", _cli.At("link"), StringComparison.Ordinal)
            .Replace("OUT", _cli.At("out"), StringComparison.Ordinal)
            .Replace("IN", folder, StringComparison.Ordinal))]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("choose another name", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());

        string Contents() => string.Concat(Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(path => $"{path}\n{Convert.ToBase64String(File.ReadAllBytes(path))}\n"));
    }
}
