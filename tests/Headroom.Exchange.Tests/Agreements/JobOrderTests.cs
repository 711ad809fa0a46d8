using Headroom.Exchange.Agreements;

namespace Headroom.Exchange.Tests.Agreements;

public sealed class JobOrderTests : IDisposable
{
    private const string Nonce = "00112233445566778899aabbccddeeff";

    private readonly TwoOwners _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void It_holds_for_one_exchange_agreement_and_command_of_the_payer_alone()
    {
        var agreement = _world.InForce();
        var order = JobOrder.Sign("x", agreement.Id, TwoOwners.Digest, Nonce, _world.DataOwner);

        Assert.True(JobOrder.TryParse(order.ToString(), out var read));
        Assert.True(read.Holds("x", agreement, TwoOwners.Digest));
        Assert.False(read.Holds("y", agreement, TwoOwners.Digest));
        Assert.False(read.Holds("x", agreement with { Id = "other" }, TwoOwners.Digest));
        Assert.False(read.Holds("x", agreement, new string('e', 64)));
        Assert.False((read with { Nonce = new string('0', 32) }).Holds("x", agreement, TwoOwners.Digest));
        var forged = JobOrder.Sign("x", agreement.Id, TwoOwners.Digest, Nonce, _world.ComputeOwner);
        Assert.False(forged.Holds("x", agreement, TwoOwners.Digest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("a.%")]
    public void What_is_no_order_is_not_read(string word) => Assert.False(JobOrder.TryParse(word, out _));

    // printf '%s\0' python train.py | sha256sum
    [Fact]
    public void A_digest_is_what_the_shell_computes() => Assert.Equal(
        "2d11df561db77f232f65cff35629b236244c368f82fa98de7296bb0444ee9b87", JobOrder.DigestOf(["python", "train.py"]));

    [Fact]
    public void Words_that_are_cut_elsewhere_are_another_command() =>
        Assert.NotEqual(JobOrder.DigestOf(["a b"]), JobOrder.DigestOf(["a", "b"]));
}
