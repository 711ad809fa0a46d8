using Headroom.Cluster.Tenancy;
using Headroom.Storage;
using Headroom.Storage.Access;
using Headroom.Storage.Faults;
using Headroom.Traces;
using Headroom.Traces.Policies;

namespace Headroom.Server.Policies;

/// <summary>
/// The policy in the store, by versions. The first start writes one; from then on the stored one counts, whatever file
/// a start names.
/// </summary>
internal static class PolicyBook
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "policy";

    private const string Author = "headroom";

    /// <summary>The policy that a start goes by, with its version: 0 while it is not stored.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">What the start names.</param>
    /// <param name="resources">What the fleet has.</param>
    /// <exception cref="StoreException">The stored one cannot be followed on this fleet, and no other was named.</exception>
    public static (SharingPolicy Policy, SettingVersion Version) Of(
        Store store, ControlPlaneOptions options, Resources resources)
    {
        var stored = store.Access.SettingAsync(Setting).GetAwaiter().GetResult();
        if (stored is null) return (options.Policy, Named(options, version: 0));

        try
        {
            return (Read($"policy version {stored.Version}", stored.Text, resources), stored);
        }
        catch (TraceFormatException fault) when (options.PolicyText is null)
        {
            throw new StoreException(
                StoreFault.Refused,
                $"The stored policy does not fit this fleet ({fault.Faults[0].In($"version {stored.Version}").TrimEnd('.')})",
                "start once with --policy FILE, which takes its place",
                fault);
        }
        catch (TraceFormatException)
        {
            return (options.Policy, Named(options, version: 0));
        }
    }

    /// <summary>A policy that has no faults on a fleet.</summary>
    /// <exception cref="TraceFormatException">It has faults.</exception>
    public static SharingPolicy Read(string name, string text, Resources resources) =>
        PolicyFile.Parse(name, text, resources);

    /// <summary>The text of what a start names.</summary>
    public static string TextOf(ControlPlaneOptions options) => options.PolicyText ?? PolicyText.Of(options.Policy);

    private static SettingVersion Named(ControlPlaneOptions options, long version) =>
        new(Setting, version, 0, Author, TextOf(options));
}
