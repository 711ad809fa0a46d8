using System.CommandLine;
using System.Security.Cryptography;
using Headroom.Cli.Exchange;
using Headroom.Cli.Outcome;
using Headroom.Cli.Privacy;
using Headroom.Cli.Remote;
using Headroom.Exchange.Agreements;
using JobRequest = Headroom.Client.Jobs.JobRequest;

namespace Headroom.Cli.Submitting;

/// <summary>Signs the order for a job under an agreement with the payer's key.</summary>
internal sealed class PayerOrder
{
    private const int NonceBytes = 16;
    private const string UsualFolder = "exchange";

    private readonly Option<string?> _folder = new("--exchange")
    {
        Description = "Folder of the exchange of the --agreement [default: exchange where there is one, else the server's]",
        HelpName = "DIR",
    };

    private readonly Option<string?> _payer = new("--payer")
    {
        Description = "Key of the data's owner, who pays under the --agreement and signs for this one job",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_payer);
    }

    /// <summary>The request with its order; as it is where it names no agreement.</summary>
    public async Task<JobRequest> SignedAsync(ServerCall call, JobRequest request, CancellationToken cancellation)
    {
        var (terminal, parsed) = (call.Terminal, call.Parsed);
        if (request.Agreement.Length == 0) return request;
        if (parsed.GetValue(_payer) is not { } path)
            throw new CommandFailure(ExitCode.WrongUse, "--payer is missing: under an agreement its payer signs for each job.");

        var folder = parsed.GetValue(_folder) ?? (Directory.Exists(UsualFolder) ? UsualFolder : null);
        IExchange exchange = folder is null
            ? new ServerExchange(call.Client.Value.Exchange, terminal.Clock, cancellation)
            : new FolderExchange(folder, terminal.Clock);
        var agreement = await ExchangeOptions.AgreementAsync(exchange, request.Agreement);
        var id = await exchange.IdAsync();
        using var payer = KeyOptions.Read(terminal, path);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        var digest = JobOrder.DigestOf(request.Command);
        var order = PrivacyFailure.Told(() => JobOrder.Sign(id, agreement.Id, digest, nonce, payer));
        return request with { Agreement = agreement.Id, Order = order.ToString() };
    }
}
