using Headroom.Client.Jobs;
using Headroom.Exchange;
using Headroom.Server.Agreements;
using Headroom.Server.Loop;

namespace Headroom.Server.Commands;

/// <summary>What is submitted under an agreement.</summary>
/// <param name="gate">Holds jobs against agreements; null where the pool was given no exchange.</param>
internal sealed class AgreedJobs(AgreementGate? gate)
{
    /// <summary>The request, narrowed to the region and the chip of its agreement where it has one.</summary>
    /// <exception cref="Refusal">The agreement refuses it.</exception>
    public JobRequest Admitted(JobRequest request)
    {
        if (request.Agreement.Length == 0) return request;
        if (gate is null)
            throw Refused("This pool was given no exchange", "have it started with 'headroom up --exchange', or leave the agreement out");

        try
        {
            JobForm.Require(request);
            var (narrowed, refusal) = gate.Narrowed(request);
            return refusal is null ? narrowed : throw Refused(refusal, "change the job, or agree on other terms");
        }
        catch (Exception fault) when (fault is IOException or ExchangeException)
        {
            throw new Refusal(RefusalKind.NotStored, $"The exchange cannot be read ({fault.Message.TrimEnd('.')})", "tell the pool's operator");
        }
    }

    private static Refusal Refused(string sentence, string remedy) =>
        new(RefusalKind.Conflict, char.ToUpperInvariant(sentence[0]) + sentence[1..].TrimEnd('.'), remedy) { Key = "agreement" };
}
