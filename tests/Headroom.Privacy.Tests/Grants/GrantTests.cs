using System.Text;
using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Sealing;

namespace Headroom.Privacy.Tests.Grants;

public sealed class GrantTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly KeyPair _owner = KeyPair.New(KeyKind.Seal);
    private readonly KeyPair _job = KeyPair.New(KeyKind.SealHybrid);
    private readonly SealHeader _header;

    public GrantTests() =>
        _header = SealedFile.Seal(
            new MemoryStream([1, 2, 3]), Stream.Null, [_owner.Public], SealCipher.Aes256Gcm, CancellationToken.None);

    public void Dispose()
    {
        _owner.Dispose();
        _job.Dispose();
    }

    [Fact]
    public void A_grant_releases_the_key_to_its_job_alone_in_time_and_as_often_as_it_says()
    {
        var grant = Grant.Read(Made().Write());

        Assert.Equal(SealedFile.FileKey(_header, _owner), grant.Release(_header, _job, Noon, 1));
        Assert.Throws<SealException>(() => grant.Release(_header, _job, Noon, 2));
        Assert.Throws<SealException>(() => grant.Release(_header, _job, Noon.AddHours(2), 0));
        Assert.Throws<SealException>(() => grant.Release(_header, _owner, Noon, 0));
    }

    [Theory]
    [InlineData("\"uses\":2", "\"uses\":9")]
    [InlineData("train", "leak!")]
    [InlineData("2026-01-02T13", "2027-01-02T13")]
    public void Changed_terms_open_nothing(string before, string after)
    {
        var text = Encoding.UTF8.GetString(Made().Write());
        var changed = text.Replace(before, after, StringComparison.Ordinal);

        Assert.NotEqual(text, changed);
        Assert.Throws<SealException>(() => Grant.Read(Encoding.UTF8.GetBytes(changed)).Release(_header, _job, Noon, 0));
    }

    private Grant Made() => Grant.Make(_header, _owner, new GrantTerms(_header.FileId, _job.Public, "train", 2, Noon.AddHours(1)), Noon);
}
