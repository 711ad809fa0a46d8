namespace Headroom.Server.Pages.SignIn;

/// <summary>What the page of signing in is told.</summary>
/// <param name="Next">Where to go then.</param>
/// <param name="IsRefused">Whether a token was refused.</param>
public sealed record SignInModel(string Next, bool IsRefused);
