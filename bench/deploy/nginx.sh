#!/bin/sh
# nginx with the socket that is handed to it; NGINX_BINARY in the folder NGINX_FOLDER.
set -eu
mkdir -p "$NGINX_FOLDER/temp"
cat > "$NGINX_FOLDER/$$.conf" << END
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path temp/client;
    proxy_temp_path temp/proxy;
    fastcgi_temp_path temp/fastcgi;
    uwsgi_temp_path temp/uwsgi;
    scgi_temp_path temp/scgi;
    keepalive_requests 1000000;
    server {
        listen 127.0.0.1:$PORT;
        location / { return 200 "ok"; }
    }
}
END
export NGINX='3;'
exec "$NGINX_BINARY" -e stderr -p "$NGINX_FOLDER" -c "$NGINX_FOLDER/$$.conf" \
    -g "daemon off; pid $NGINX_FOLDER/$$.pid;"
