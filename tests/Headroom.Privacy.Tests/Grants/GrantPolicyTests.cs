using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Sealing;

namespace Headroom.Privacy.Tests.Grants;

public sealed class GrantPolicyTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly KeyPair _owner = KeyPair.New(KeyKind.SealP256);
    private readonly KeyPair _job = KeyPair.New(KeyKind.Seal);
    private readonly KeyPair _other = KeyPair.New(KeyKind.Seal);
    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-grants-").FullName;

    public void Dispose()
    {
        _owner.Dispose();
        _job.Dispose();
        _other.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_file_lets_grants_say_what_its_policy_allows_and_no_more()
    {
        var header = Sealed(
            $"policy: 1\npurposes: [training, evaluation]\nuses: 3\nhours: 48\nuntil: 2026-01-10\njobs: ['{_job.Public}']\n");
        Make(header, Terms(header));

        Refused(header, Terms(header) with { Purpose = "resale" }, "'resale'");
        Refused(header, Terms(header) with { Uses = 4 }, "3 uses, not 4");
        Refused(header, Terms(header) with { Until = Noon.AddHours(49) }, "48 hours, not 49");
        Refused(header, Terms(header) with { Job = _other.Public }, $"the key {_other.Public.Id}");
        Refused(header, Terms(header) with { Until = new(2026, 1, 11, 0, 0, 0, TimeSpan.Zero) }, "after 2026-01-10");
    }

    [Fact]
    public void What_a_grant_allows_the_policy_of_the_file_still_refuses()
    {
        var open = Sealed("");
        var closed = open with { Policy = GrantPolicyFile.Parse("policy: 1\nuses: 1\n", "p", PublicKey.Parse).Text() };

        Assert.NotEqual(open.FileId, closed.FileId);
        var grant = Make(open, Terms(open)) with { Terms = Terms(open) with { FileId = closed.FileId } };
        Assert.Contains("1 uses, not 3", Assert.Throws<SealException>(
            () => grant.Release(closed, _job, Noon, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_with_another_policy_opens_nothing()
    {
        Sealed("policy: 1\nuses: 1\n");
        var file = File.ReadAllBytes(At("f"));
        file[file.AsSpan().IndexOf("uses\\u0022:1"u8) + 11] = (byte)'9';
        using var changed = new MemoryStream(file);

        Assert.Equal(9, GrantPolicy.Of(SealHeader.Read(file.AsSpan(0, SealHeader.Bytes)))!.UsesMax);
        Assert.Throws<SealException>(() => SealedFile.Unseal(
            changed, Stream.Null, header => SealedFile.FileKey(header, _owner), CancellationToken.None));
    }

    [Theory]
    [InlineData("policy: 1\nuses: 0\n", "line 2: '0' is no whole number from 1")]
    [InlineData("policy: 1\nhours: soon\n", "line 2: 'soon' is no number of hours")]
    [InlineData("policy: 1\nuntil: tomorrow\n", "line 2: 'tomorrow' is no date")]
    [InlineData("policy: 1\njobs: [nobody]\n", "line 2: this is no public key")]
    [InlineData("policy: 1\npurpose: training\n", "line 2: unknown key 'purpose'")]
    [InlineData("purposes: [a]\n", "begin with 'policy: 1'")]
    public void Faults_are_told_with_their_line(string text, string sentence) => Assert.Contains(
        sentence, Assert.Throws<PolicyException>(() => GrantPolicyFile.Parse(text, "p.yaml", PublicKey.Parse)).Message, StringComparison.Ordinal);

    private void Refused(SealHeader header, GrantTerms terms, string why) => Assert.Contains(
        why, Assert.Throws<SealException>(() => Make(header, terms)).Message, StringComparison.Ordinal);

    private Grant Make(SealHeader header, GrantTerms terms) => Grant.Make(header, _owner, terms, Noon);

    private GrantTerms Terms(SealHeader header) => new(header.FileId, _job.Public, "training", 3, Noon.AddHours(48));

    private SealHeader Sealed(string policy)
    {
        File.WriteAllText(At("t"), "text");
        var text = policy.Length == 0 ? "" : GrantPolicyFile.Parse(policy, "p.yaml", PublicKey.Parse).Text();
        SealedFile.Seal(At("t"), At("f"), [_owner.Public], SealCipher.Sm4Gcm, text, CancellationToken.None);
        return SealedFile.Inspect(At("f"));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
