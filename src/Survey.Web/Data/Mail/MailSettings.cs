namespace Survey.Web.Data.Mail;

/// <summary>How connections to the mail server are protected.</summary>
public enum MailSecurity
{
    /// <summary>Plain at first, then TLS; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually at port 465.</summary>
    Tls,

    /// <summary>None: only for a server on the same machine or a closed network.</summary>
    None,
}

/// <summary>The section <c>Survey:Mail</c> of the settings. Without a host and a sender no letter is written.</summary>
public sealed class MailSettings
{
    public string Host { get; init; } = "";
    public int Port { get; init; } = 587;
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Empty: the server asks for no sign-in.</summary>
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";
    public string FromName { get; init; } = "";

    /// <summary>How often waiting letters are looked for; 0: this node sends none.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>After how many attempts a letter is given up.</summary>
    public int Attempts { get; init; } = 8;

    public bool IsOn => Host.Length > 0 && MailAddress.IsRight(From);
}
