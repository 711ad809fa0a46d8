using Headroom.Cli.Outcome;
using Headroom.Cli.Privacy;
using Headroom.Curation;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Policies;

namespace Headroom.Cli.Curate;

/// <summary>Masks for curation as a privacy policy says.</summary>
internal sealed class PolicyMasker : ITextMasker, IDisposable
{
    private readonly TextMask _mask;

    private PolicyMasker(MaskPolicy policy) => _mask = new TextMask(policy);

    /// <summary>The masking by a policy that is named by a pack or a file.</summary>
    public static Masking By(string word)
    {
        var policy = PolicyPacks.Find(word) ?? PrivacyFailure.Told(() => PolicyFile.Read(word, NameModels.Open));
        if (policy.NeedsKey || policy.IsRandom)
        {
            throw new CommandFailure(ExitCode.WrongUse,
                $"the policy '{policy.Name}' needs a key or draws by chance, and a corpus is the same each time; "
                + "choose one that replaces, covers or takes out, such as 'default' or 'finance'.");
        }

        return new Masking(policy.Hash, () => new PolicyMasker(policy));
    }

    public bool Mask(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> masked) => _mask.Mask(text, out masked);

    public void Dispose() => _mask.Dispose();
}
