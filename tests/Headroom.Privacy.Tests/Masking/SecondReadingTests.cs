using Headroom.Privacy.Masking;
using Headroom.Privacy.NameTraining;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Samples;

namespace Headroom.Privacy.Tests.Masking;

public sealed class SecondReadingTests : IDisposable
{
    private const string Government = "policy: 1\nbase: government\ndefault: {ff1: sm4}\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-second-");

    [Theory]
    [InlineData("a.jsonl", 1)]
    [InlineData("a.jsonl.gz", 3)]
    public void Numbers_of_the_same_form_are_told_apart_where_they_were_put(string name, int threads)
    {
        var (text, planted) = new SampleText(11).Lines(300_000, SampleDensity.Dense);
        var run = Run(Government + "names: false\n") with { Threads = threads, BlockBytes = 8_000 };
        Mask(run, text, name);

        var again = SecondReading.Of(run, Of("in.jsonl"), Of(name), TestContext.Current.CancellationToken);

        // Plates and addresses are too short for FF1, or have letters: they are pseudonyms, which nothing finds.
        Assert.Equal(0, again.Count);
        Assert.InRange(again.InPlace, planted / 3, planted);
    }

    [Fact]
    public void A_copy_that_is_another_one_is_refused()
    {
        var run = Run(Government);
        Mask(run, "{\"a\":\"13812345678\"}\n{\"a\":\"none\"}\n"u8.ToArray(), "a.jsonl");
        File.WriteAllText(Of("a.jsonl"), File.ReadAllText(Of("a.jsonl")).Replace("none", "13912345678", StringComparison.Ordinal));

        Assert.Contains("is not what masking", Assert.Throws<InvalidDataException>(() => SecondReading.Of(
            run, Of("in.jsonl"), Of("a.jsonl"), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    // A policy that looks for less than the second reading does: what it leaves is found, and only that.
    [Fact]
    public void A_number_at_another_place_counts()
    {
        var run = Run("policy: 1\nentities:\n  CN_MOBILE: {ff1: sm4}\n  US_SSN: {mask: {kind: keep-first-last, from: 11, to: 0}}\n");
        Mask(run, "{\"a\":\"电话13812345678\",\"ssn\":\"536-90-4399\"}\n"u8.ToArray(), "a.jsonl");

        Assert.Contains("536-90-4399", File.ReadAllText(Of("a.jsonl")), StringComparison.Ordinal);
        Assert.Equal(new FoundAgain(1, 1), SecondReading.Of(run, Of("in.jsonl"), Of("a.jsonl"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Values_with_letters_are_no_numbers_and_become_pseudonyms_by_the_hash_of_their_cipher()
    {
        var run = Run(Government);
        Mask(run, "{\"a\":\"mail li.wei19870612@corp.cn or +86 138-1234-5678\"}\n"u8.ToArray(), "a.jsonl");
        var sm3 = Run("policy: 1\nbase: government\n");
        Mask(sm3, "{\"a\":\"mail li.wei19870612@corp.cn or +86 138-1234-5678\"}\n"u8.ToArray(), "b.jsonl");

        var (formed, hashed) = (File.ReadAllText(Of("a.jsonl")), File.ReadAllText(Of("b.jsonl")));
        Assert.Equal(hashed[..hashed.IndexOf(" or ", StringComparison.Ordinal)], formed[..formed.IndexOf(" or ", StringComparison.Ordinal)]);
        Assert.Matches(" or \\+86 1[0-9]{2}-[0-9]{4}-[0-9]{4}\"}$", formed.TrimEnd());
    }

    [Fact]
    public void Made_up_names_are_told_apart_as_well()
    {
        var (text, planted) = NameLines.Make(5, 1 << 19);
        var run = new MaskRun { Policy = PolicyPacks.Find("health")! };
        Mask(run, text, "a.jsonl");

        var again = SecondReading.Of(run, Of("in.jsonl"), Of("a.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(0, again.Count);
        Assert.InRange(again.InPlace, planted / 4, planted);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static MaskRun Run(string policy) =>
        new() { Policy = PolicyFile.Parse(policy, "p.yaml"), Key = new MaskKey(new byte[MaskKey.Bytes]) };

    private void Mask(MaskRun run, byte[] text, string name)
    {
        File.WriteAllBytes(Of("in.jsonl"), text);
        FileMask.Mask(run, Of("in.jsonl"), Of(name), TestContext.Current.CancellationToken);
    }

    private string Of(string name) => Path.Combine(_folder.FullName, name);
}
