using Headroom.Exchange.Profiles;

namespace Headroom.Exchange.Tests.Profiles;

public sealed class ListedFileTests
{
    private static readonly string Digest = new('a', 64);

    private static readonly DataProfile Listed =
        new(200, 5_000, 1_000, "o200k", 0, RiskLevel.Masked, [], [], []) { Digest = Digest };

    [Theory]
    [InlineData(200, 5_000, null)]
    [InlineData(199, 9_000, "199 lines, and 200 records are listed")]
    [InlineData(900, 4_999, "4999 bytes, and 5000 bytes of text are listed")]
    public void An_owner_who_lists_more_than_there_is_is_found_out(long lines, long bytes, string? said)
    {
        var fault = Listed.FaultOf(Digest, lines, bytes, isPlain: true);
        Assert.Equal(said is null, fault is null);
        if (said is not null) Assert.Contains(said, fault, StringComparison.Ordinal);

        // What is compressed has other lines and bytes than its records.
        Assert.Null(Listed.FaultOf(Digest, lines, bytes, isPlain: false));
    }

    [Fact]
    public void Another_file_is_found_out_and_a_profile_of_several_says_nothing()
    {
        Assert.Contains("another file", Listed.FaultOf(new string('b', 64), 900, 9_000, isPlain: true), StringComparison.Ordinal);
        Assert.Null((Listed with { Digest = "" }).FaultOf(new string('b', 64), 1, 1, isPlain: true));
    }

    [Fact]
    public void The_digest_is_written_and_read_and_profiles_without_one_stay_as_they_were()
    {
        Assert.Equal(Digest, DataProfile.Parse(Listed.Text(), "p").Digest);
        var without = Listed with { Digest = "" };
        Assert.DoesNotContain("digest", System.Text.Encoding.UTF8.GetString(without.Text()), StringComparison.Ordinal);
        Assert.Equal("", DataProfile.Parse(without.Text(), "p").Digest);
        Assert.Throws<ExchangeException>(() => DataProfile.Parse((Listed with { Digest = "no" }).Text(), "p"));
    }
}
