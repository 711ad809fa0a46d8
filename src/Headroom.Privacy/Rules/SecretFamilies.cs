namespace Headroom.Privacy.Rules;

/// <summary>
/// The grammar of keys and tokens as their issuers publish it. First those known by their beginning: name, beginning,
/// characters, least and most of them. Then those that only the name beside them tells: name, word, characters, length.
/// Characters: a letters and digits, w also _ and -, x also a dot, h lower and H any hexadecimal digits, u upper case
/// and digits, l lower case and digits, b base64, d digits.
/// </summary>
internal static class SecretFamilies
{
    public const string Known = """
        github-personal ghp_ a 36 36
        github-oauth gho_ a 36 36
        github-user ghu_ a 36 36
        github-server ghs_ a 36 36
        github-refresh ghr_ a 36 76
        github-fine-grained github_pat_ w 82 82
        gitlab-personal glpat- w 20 60
        gitlab-deploy gldt- w 20 20
        gitlab-runner glrt- w 20 60
        gitlab-trigger glptt- h 40 40
        gitlab-feed glft- w 20 20
        gitlab-incoming glimt- w 25 25
        gitlab-agent glagent- w 50 50
        gitlab-scim glsoat- w 20 20
        gitlab-oauth-app gloas- w 64 64
        gitlab-ci-build glcbt- w 20 40
        gitlab-runner-registration GR1348941 w 20 20
        aws-access-key AKIA u 16 16
        aws-temporary-key ASIA u 16 16
        aws-bearer ABIA u 16 16
        aws-context ACCA u 16 16
        aws-bedrock ABSK b 109 269
        google-api AIza w 35 35
        google-oauth-client GOCSPX- w 28 28
        google-oauth-access ya29. w 20 400
        slack-bot xoxb- w 30 90
        slack-user xoxp- w 30 120
        slack-app xapp- w 30 160
        slack-legacy xoxs- w 20 100
        slack-workspace xoxa- w 8 100
        slack-refresh xoxr- w 8 100
        slack-config-access xoxe. x 40 240
        slack-config-refresh xoxe- w 40 240
        stripe-secret sk_live_ a 10 99
        stripe-test sk_test_ a 10 99
        stripe-restricted rk_live_ a 10 99
        stripe-restricted-test rk_test_ a 10 99
        stripe-webhook whsec_ b 32 64
        openai-project sk-proj- w 40 180
        openai-service sk-svcacct- w 40 180
        openai-admin sk-admin- w 40 180
        openai sk- a 40 51
        anthropic-api sk-ant-api03- w 80 110
        anthropic-admin sk-ant-admin01- w 80 110
        openrouter sk-or-v1- h 64 64
        huggingface hf_ a 34 34
        huggingface-organisation api_org_ a 34 34
        replicate r8_ a 37 37
        groq gsk_ a 52 52
        perplexity pplx- a 48 56
        xai xai- a 70 90
        nvidia nvapi- w 60 70
        langchain lsv2_pt_ w 32 43
        npm npm_ a 36 36
        pypi pypi-AgEIcHlwaS5vcmc w 50 200
        rubygems rubygems_ h 48 48
        clojars CLOJARS_ l 60 60
        docker-personal dckr_pat_ w 27 27
        docker-organisation dckr_oat_ w 32 32
        digitalocean-personal dop_v1_ h 64 64
        digitalocean-oauth doo_v1_ h 64 64
        digitalocean-refresh dor_v1_ h 64 64
        linode-personal lin_ h 64 64
        flyio-personal fo1_ w 43 43
        flyio fm2_ b 100 500
        heroku HRKU-AA w 58 58
        vercel vcp_ a 24 60
        netlify nfp_ a 36 40
        cloudflare-origin v1.0- x 150 200
        databricks dapi h 32 34
        planetscale-password pscale_pw_ x 32 64
        planetscale-token pscale_tkn_ x 32 64
        planetscale-oauth pscale_oauth_ x 32 64
        supabase sbp_ h 40 40
        prefect pnu_ l 36 36
        pulumi pul- h 40 40
        terraform-cloud atlasv1. x 60 90
        hashicorp-vault-service hvs. w 90 130
        hashicorp-vault-batch hvb. w 138 300
        doppler-personal dp.pt. a 43 43
        doppler-service dp.st. x 40 90
        infracost ico- a 32 32
        grafana-service glsa_ w 41 41
        grafana-cloud glc_ b 32 400
        grafana-api eyJrIjoi b 70 400
        newrelic-user NRAK- u 27 27
        newrelic-browser NRJS- h 19 19
        newrelic-insights NRII- w 32 32
        sentry-organisation sntrys_ b 60 300
        sentry-user sntryu_ h 64 64
        dynatrace dt0c01. x 88 90
        honeycomb hcaik_ l 50 70
        logfire pylf_v1_ w 40 60
        sendgrid SG. x 66 66
        sendinblue xkeysib- w 80 85
        mailgun key- h 32 32
        twilio SK h 32 32
        twilio-account AC h 32 32
        shopify-access shpat_ H 32 32
        shopify-custom shpca_ H 32 32
        shopify-private shppa_ H 32 32
        shopify-shared shpss_ H 32 32
        square-access EAAA w 60 60
        square-application sq0idp- w 22 22
        square-secret sq0csp- w 43 43
        square-token sq0atp- w 22 22
        paypal-braintree access_token$production$ a 16 60
        flutterwave-secret FLWSECK_TEST- h 12 32
        flutterwave-public FLWPUBK_TEST- h 12 34
        adyen AQE w 60 400
        easypost EZAK a 54 54
        easypost-test EZTK a 54 54
        shippo-live shippo_live_ h 40 40
        shippo-test shippo_test_ h 40 40
        duffel-test duffel_test_ w 43 43
        duffel-live duffel_live_ w 43 43
        frameio fio-u- w 64 64
        intra42 s-s4t2af- h 64 64
        intra42-user s-s4t2ud- h 64 64
        linear lin_api_ a 40 40
        notion-style ntn_ a 43 50
        figma figd_ w 40 44
        airtable-personal pat a 14 14
        postman PMAK- w 59 59
        readme rdme_ l 70 70
        typeform tfp_ x 59 59
        contentful-personal CFPAT- w 43 43
        atlassian ATATT3 w 150 200
        bitbucket-app ATBB a 32 32
        jira-style ATCTT3 w 150 200
        artifactory-api AKCp a 69 69
        artifactory-reference cmVmdGtu a 56 56
        octopus API- u 26 26
        harness-personal pat. x 60 75
        harness-service sat. x 60 75
        buildkite bkua_ h 40 40
        circleci CCIPAT_ w 40 80
        sourcegraph sgp_ w 40 60
        scalingo tk-us- w 48 48
        openshift sha256~ w 43 43
        settlemint-personal sm_pat_ a 16 16
        settlemint-application sm_aat_ a 16 16
        settlemint-service sm_sat_ a 16 16
        age-secret AGE-SECRET-KEY-1 u 58 58
        yandex-cloud AQVN w 35 38
        yandex-session t1. x 80 200
        yandex-aws YC w 38 38
        alibaba-access LTAI a 17 26
        tencent-secret AKID a 32 32
        volcengine AKLT w 40 60
        baidu-aip bce-v3/ALTAK- w 20 40
        jwt eyJhbGciOi x 40 2000
        jwt-typed eyJ0eXAiOi x 40 2000
        onepassword-service ops_eyJ b 250 900
        onepassword-secret A3- u 20 40
        facebook-page EAAM a 100 300
        facebook-app EAAC a 100 300
        lob-live live_ h 35 35
        lob-test test_ h 35 35
        tailscale tskey- w 20 80
        ngrok-style ngrok_ a 40 60
        dependency-track odt_ a 32 40
        """;

    public const string Named = """
        adafruit adafruit w 32
        adobe-client adobe H 32
        airtable airtable a 17
        algolia algolia l 32
        alibaba-secret alibaba l 30
        asana-client asana d 16
        asana-secret asana l 32
        atlassian-token atlassian a 24
        aws-secret aws b 40
        azure-client azure x 40
        beamer beamer w 42
        bitbucket-client bitbucket a 32
        bitbucket-secret bitbucket w 64
        bittrex bittrex l 32
        cloudflare-api cloudflare w 40
        cloudflare-global cloudflare h 37
        codecov codecov a 32
        cohere cohere a 40
        coinbase coinbase w 64
        confluent confluent a 16
        confluent-secret confluent a 64
        contentful contentful w 43
        datadog datadog a 40
        datadog-api datadog h 32
        deepseek deepseek h 32
        discord-client discord h 64
        discord-secret discord w 32
        droneci droneci l 32
        dropbox dropbox l 15
        etsy etsy a 24
        facebook facebook H 32
        fastly fastly w 32
        finicity finicity H 32
        finnhub finnhub a 20
        flickr flickr a 32
        freemius freemius w 31
        freshbooks freshbooks l 64
        gitter gitter w 40
        hubspot hubspot H 32
        intercom intercom w 60
        jfrog jfrog a 73
        kraken kraken b 86
        kucoin kucoin h 24
        launchdarkly launchdarkly w 40
        linkedin linkedin a 16
        looker looker a 20
        mailchimp mailchimp h 32
        mapbox mapbox l 60
        mattermost mattermost l 26
        messagebird messagebird a 25
        netlify-token netlify w 40
        newrelic newrelic l 64
        nytimes nytimes w 32
        okta okta w 42
        plaid plaid a 24
        plaid-secret plaid a 30
        qiniu qiniu w 40
        qq-map qqmap u 35
        rapidapi rapidapi w 50
        sendbird sendbird h 40
        snyk snyk w 36
        sonar sonar w 40
        squarespace squarespace w 36
        sumologic sumologic a 64
        travisci travis a 22
        trello trello a 32
        twitch twitch l 30
        twitter twitter a 45
        wechat-secret wechat h 32
        yandex yandex w 40
        zendesk zendesk l 40
        zhipu zhipu h 32
        """;
}
