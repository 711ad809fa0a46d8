using System.Text;
using Headroom.Exchange.Federation;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Policies;

namespace Headroom.Exchange.Tests.Federation;

public sealed class FederatedTermsTests : IDisposable
{
    private readonly List<KeyPair> _keys = [.. Enumerable.Range(0, 6).Select(_ => KeyPair.New(KeyKind.Sign))];

    public void Dispose() => _keys.ForEach(key => key.Dispose());

    [Fact]
    public void Terms_that_are_signed_are_read_as_they_were_written()
    {
        var terms = FederatedTermsText.Parse(Yaml(), "f", new string('a', 64));

        Assert.Equal(terms.Id, FederatedTermsText.Read(terms.Text(), "t").Id);
        Assert.Equal((4, 3, 1e-6), (terms.Sites.Count, terms.SitesLeast, terms.Privacy.Delta));
        var other = Encoding.UTF8.GetString(terms.Text()).Replace("\"rounds\":5", "\"rounds\": 5", StringComparison.Ordinal);
        Assert.Throws<ExchangeException>(() => FederatedTermsText.Read(Encoding.UTF8.GetBytes(other), "t"));
    }

    [Theory]
    [InlineData("least: 3", "least: 2", "'least'")]
    [InlineData("rounds: 5", "rounds: 0", "'rounds' is a whole number from 1")]
    [InlineData("clip: 0.5", "clip: 0", "'clip'")]
    [InlineData("noise: 1", "noise: NaN", "'noise'")]
    [InlineData("delta: 1e-6", "delta: 0.1", "'delta' is a power of ten")]
    [InlineData("parts: 8", "parts: 257", "'parts'")]
    [InlineData("name: trial", "nmae: trial", "unknown key 'nmae'")]
    [InlineData("name: b", "name: a", "same name or key")]
    public void What_cannot_be_is_said_with_its_line(string part, string instead, string said)
    {
        var fault = Assert.Throws<PolicyException>(
            () => FederatedTermsText.Parse(Yaml().Replace(part, instead, StringComparison.Ordinal), "f.yaml", "m"));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("f.yaml, line ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_number_of_sites_nobody_can_have_both_seeds_of_one()
    {
        var terms = FederatedTermsText.Parse(Yaml(), "f", "m");
        for (var sites = FederatedTerms.StayMin; sites <= 255; sites++)
        {
            var plan = terms.PlanOf(sites);
            plan.Demand();
            Assert.True(2 * plan.Threshold > plan.NeighboursOf(0).Count);
            Assert.Equal(sites - 1, plan.NeighboursOf(sites - 1).Count);
        }
    }

    [Fact]
    public void A_message_counts_for_its_signer_job_round_attempt_and_word_alone()
    {
        var (signer, other) = (_keys[0], _keys[1]);
        var text = new FederatedMessage("job", 3, 1, FederatedWord.Masked, ["x"]).Sign(signer);

        FederatedMessage? As(KeyPair key, string job, int round, int attempt, FederatedWord word) =>
            FederatedMessage.Read(text, key.Public, job, round, attempt, word);

        Assert.Equal(["x"], As(signer, "job", 3, 1, FederatedWord.Masked)!.Words);
        Assert.Null(As(other, "job", 3, 1, FederatedWord.Masked));
        Assert.Null(As(signer, "another", 3, 1, FederatedWord.Masked));
        Assert.Null(As(signer, "job", 4, 1, FederatedWord.Masked));
        Assert.Null(As(signer, "job", 3, 0, FederatedWord.Masked));
        Assert.Null(As(signer, "job", 3, 1, FederatedWord.Reveal));
        for (var at = 0; at < text.Length; at++)
        {
            var changed = (byte[])text.Clone();
            changed[at] ^= 1;
            var read = FederatedMessage.Read(changed, signer.Public, "job", 3, 1, FederatedWord.Masked);
            Assert.True(read is null || read.Words is ["x"]);
        }
    }

    [Fact]
    public void An_update_is_cut_to_its_norm_and_a_short_one_is_not()
    {
        var sum = new double[2];
        Assert.Equal(5, FederatedUpdate.AddClipped(sum, [1, 1], [4, 5], clip: 1), 9);
        Assert.Equal([0.6, 0.8], sum.Select(value => Math.Round(value, 9)));

        FederatedUpdate.AddClipped(sum, [0, 0], [0.3f, 0.4f], clip: 1);
        Assert.Equal([0.9, 1.2], sum.Select(value => Math.Round(value, 6)));
        Assert.Equal([1.225f, 0.3f], FederatedUpdate.Moved([1, 0], sum, parts: 4));
    }

    [Fact]
    public void Four_equal_releases_are_one_with_half_the_noise() =>
        Assert.Equal(1.5, FederatedUpdate.Together([3, 3, 3, 3]), 12);

    private string Yaml() =>
        $"""
        federated: 1
        name: trial
        coordinator: {_keys[5].Public}
        sites:
          - {Site("a", 0)}
          - {Site("b", 1)}
          - {Site("c", 2)}
          - {Site("d", 3)}
        least: 3
        rounds: 5
        clip: 0.5
        noise: 1
        parts: 8
        delta: 1e-6
        model: base.safetensors
        """;

    private string Site(string name, int key) => $"{{name: {name}, key: \"{_keys[key].Public}\"}}";
}
